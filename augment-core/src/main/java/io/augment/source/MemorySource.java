package io.augment.source;

import io.augment.Instruction;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads instructions that are in memory, or that an iterator makes. */
record MemorySource(String name, Iterable<Instruction> instructions) implements Source {
    @Override
    public SourceReader open() {
        Iterator<Instruction> iterator = instructions.iterator();
        return new SourceReader() {
            @Override
            public @Nullable SourceRow next() {
                return iterator.hasNext() ? new SourceRow.Seed(iterator.next()) : null;
            }

            @Override
            public void close() {}
        };
    }
}
