package io.augment.source;

import io.augment.Instruction;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands out an iterator once. */
final class OnceIterable implements Iterable<Instruction> {
    private final Iterator<Instruction> iterator;
    private final AtomicBoolean taken = new AtomicBoolean();

    OnceIterable(Iterator<Instruction> iterator) {
        this.iterator = iterator;
    }

    @Override
    public Iterator<Instruction> iterator() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException(
                    "This source was made from an iterator or a stream, which can be read only once. Give a list to read it again.");
        }
        return iterator;
    }
}
