package io.augment.local.internal.token;

import java.util.Arrays;

/**
 * Says which two neighbors merge, how soon, and into what: one {@code long} a merge, in an open hash table.
 *
 * <p>Safe for use by many threads once filled.
 */
final class MergeTable {
    /** Symbols and merges are numbered in 21 bits each, so that a pair and its rank fit into a {@code long}. */
    static final int MOST = 1 << 21;

    private static final int BITS = 21;
    private static final long RANK_MASK = MOST - 1L;

    private final long[] table;
    private final int[] products;
    private final int shift;

    MergeTable(int merges) {
        int capacity = Integer.highestOneBit(Math.max(8, merges)) * 4;
        this.table = new long[capacity];
        Arrays.fill(table, -1);
        this.products = new int[merges];
        this.shift = 64 - Integer.numberOfTrailingZeros(capacity);
    }

    /** Adds a merge; of the same pair the first stays. */
    void add(int rank, int left, int right, int product) {
        products[rank] = product;
        int slot = slot(left, right);
        if (table[slot] < 0) {
            table[slot] = (pair(left, right) << BITS) | rank;
        }
    }

    /** Returns the rank of a pair, lower merges first, or {@link Integer#MAX_VALUE} if the two do not merge. */
    int rank(int left, int right) {
        long entry = table[slot(left, right)];
        return entry < 0 ? Integer.MAX_VALUE : (int) (entry & RANK_MASK);
    }

    /** Returns what the merge of a rank makes. */
    int product(int rank) {
        return products[rank];
    }

    private int slot(int left, int right) {
        long pair = pair(left, right);
        int slot = (int) ((pair * 0x9E3779B97F4A7C15L) >>> shift);
        while (table[slot] >= 0 && table[slot] >>> BITS != pair) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static long pair(int left, int right) {
        return ((long) left << BITS) | right;
    }
}
