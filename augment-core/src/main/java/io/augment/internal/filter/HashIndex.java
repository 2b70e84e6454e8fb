package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Finds a 128-bit hash among those added before, with 16 bytes for the hash and about 8 for the table per record.
 *
 * <p>Used by one thread.
 */
public final class HashIndex {
    private static final int EMPTY = -1;

    private final LongList hashes = new LongList();
    private int[] table = emptyTable(1 << 8);
    private int size;

    /** Returns the number of the record with this hash, counted from 0, or -1. */
    public int find(long high, long low) {
        int[] slots = table;
        int mask = slots.length - 1;
        for (int at = (int) low & mask; ; at = (at + 1) & mask) {
            int record = slots[at];
            if (record == EMPTY || (hashes.get(2 * record) == high && hashes.get(2 * record + 1) == low)) {
                return record;
            }
        }
    }

    /** Adds a hash that {@link #find} did not find. */
    public void add(long high, long low) {
        if (size >= table.length / 3 * 2) {
            grow();
        }
        place(low, size);
        hashes.add(high);
        hashes.add(low);
        size++;
    }

    private void grow() {
        table = emptyTable(2 * table.length);
        for (int record = 0; record < size; record++) {
            place(hashes.get(2 * record + 1), record);
        }
    }

    private void place(long low, int record) {
        int mask = table.length - 1;
        int at = (int) low & mask;
        while (table[at] != EMPTY) {
            at = (at + 1) & mask;
        }
        table[at] = record;
    }

    private static int[] emptyTable(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, EMPTY);
        return empty;
    }
}
