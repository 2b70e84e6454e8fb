package io.augment.internal.filter;

import io.augment.internal.text.Hashing;

/**
 * Holds the distinct shingles (runs of k tokens) of one text, and counts how many another text shares. Used by one thread,
 * for one text after the other.
 */
public final class ShingleSet {
    private static final long STEP = 0xD6E8FEB86659FD93L;

    private final int width;
    private long[] table = new long[1 << 9];
    private int[] filled = new int[1 << 9];
    private int[] matched = new int[1 << 9];
    private int[] elements = new int[1 << 8];
    private int size;
    private int fill;
    private int match;

    /**
     * Creates an empty set.
     *
     * @param width tokens per shingle
     */
    public ShingleSet(int width) {
        this.width = width;
    }

    /** Replaces the content by the shingles of a range of tokens; a text shorter than a shingle is one as a whole. */
    public void read(int[] tokens, int from, int to) {
        reserve(to - from);
        fill++;
        size = 0;
        int step = Math.min(width, to - from);
        for (int i = from; i + step <= to; i++) {
            insert(shingle(tokens, i, step));
        }
    }

    /** Returns the number of distinct shingles. */
    public int size() {
        return size;
    }

    /** Returns a 32-bit hash of each distinct shingle; only the first {@link #size()} count, until the next change. */
    public int[] elements() {
        return elements;
    }

    /** Counts the distinct shingles of a range of tokens that this set holds. */
    public int shared(int[] tokens, int from, int to) {
        match++;
        int shared = 0;
        int mask = table.length - 1;
        int step = Math.min(width, to - from);
        for (int i = from; i + step <= to; i++) {
            long shingle = shingle(tokens, i, step);
            int at = (int) shingle & mask;
            while (filled[at] == fill) {
                if (table[at] == shingle) {
                    if (matched[at] != match) {
                        matched[at] = match;
                        shared++;
                    }
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        return shared;
    }

    /** Returns the Jaccard similarity of this set and a set of which some shingles are shared. */
    public double jaccard(int shared, int otherSize) {
        return shared / (double) (size + otherSize - shared);
    }

    private static long shingle(int[] tokens, int from, int step) {
        long hash = step;
        for (int i = from; i < from + step; i++) {
            hash = hash * STEP + tokens[i];
        }
        return Hashing.mix(hash);
    }

    private void insert(long shingle) {
        int mask = table.length - 1;
        int at = (int) shingle & mask;
        while (filled[at] == fill) {
            if (table[at] == shingle) {
                return;
            }
            at = (at + 1) & mask;
        }
        filled[at] = fill;
        table[at] = shingle;
        elements[size++] = (int) (shingle >>> 32);
    }

    private void reserve(int count) {
        if (2 * count > table.length) {
            int length = Integer.highestOneBit(2 * count) << 1;
            table = new long[length];
            filled = new int[length];
            matched = new int[length];
            elements = new int[length / 2];
            fill = 0;
            match = 0;
        }
    }
}
