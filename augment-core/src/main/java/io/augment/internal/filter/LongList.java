package io.augment.internal.filter;

import java.util.ArrayList;
import java.util.List;

/** Holds a growing list of longs in blocks, so that growth copies nothing. */
public final class LongList {
    private static final int BITS = 13;
    private static final int MASK = (1 << BITS) - 1;

    private final List<long[]> blocks = new ArrayList<>();
    private int size;

    /** Returns the number of values. */
    public int size() {
        return size;
    }

    /** Appends a value. */
    public void add(long value) {
        if (size >>> BITS == blocks.size()) {
            blocks.add(new long[1 << BITS]);
        }
        blocks.get(size >>> BITS)[size & MASK] = value;
        size++;
    }

    /** Forgets all values. */
    public void clear() {
        blocks.subList(Math.min(1, blocks.size()), blocks.size()).clear();
        size = 0;
    }

    /** Returns the value at an index. */
    public long get(int index) {
        return blocks.get(index >>> BITS)[index & MASK];
    }
}
