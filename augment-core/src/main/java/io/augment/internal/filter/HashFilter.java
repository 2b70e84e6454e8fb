package io.augment.internal.filter;

/**
 * Tells of most hashes that they are not in a table, without a look at the table: one bit stands for each hash (Bloom, 1970),
 * and at most one in sixteen is set.
 */
final class HashFilter {
    private static final int BITS_PER_HASH = 16;

    private final long[] words;

    HashFilter(int entries) {
        int needed = entries / (Long.SIZE / BITS_PER_HASH);
        words = new long[Integer.highestOneBit(Math.max(1, needed)) << 1];
    }

    /** Adds a well mixed hash. */
    void add(long hash) {
        words[word(hash)] |= 1L << (hash >>> 58);
    }

    /** Returns false only where the hash was never added. */
    boolean mayHold(long hash) {
        return (words[word(hash)] >>> (hash >>> 58) & 1) != 0;
    }

    private int word(long hash) {
        return (int) (hash >>> 24) & (words.length - 1);
    }
}
