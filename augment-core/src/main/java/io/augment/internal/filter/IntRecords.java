package io.augment.internal.filter;

import java.util.ArrayList;
import java.util.List;

/** Holds arrays of ints, numbered from 0, in blocks: each written once, and read in place. Used by one thread. */
final class IntRecords {
    private static final int BITS = 16;
    private static final int BLOCK = 1 << BITS;

    private final List<int[]> blocks = new ArrayList<>();
    private final LongList starts = new LongList();
    private final IntList lengths = new IntList();
    private int[] writing = new int[0];
    private int writeAt;

    int size() {
        return starts.size();
    }

    /** Appends the first values of an array. */
    void add(int[] values, int count) {
        if (writing.length != BLOCK || count > BLOCK - writeAt) {
            writing = new int[Math.max(count, BLOCK)];
            blocks.add(writing);
            writeAt = 0;
        }
        starts.add((((long) blocks.size() - 1) << BITS) | writeAt);
        lengths.add(count);
        System.arraycopy(values, 0, writing, writeAt, count);
        writeAt += count;
    }

    /** Returns the block in which a record lies. */
    int[] block(int record) {
        return blocks.get((int) (starts.get(record) >>> BITS));
    }

    /** Returns where in its block a record begins. */
    int start(int record) {
        return (int) starts.get(record) & (BLOCK - 1);
    }

    int length(int record) {
        return lengths.get(record);
    }
}
