package io.augment.internal.util;

/** Holds a set of 64-bit hashes in 8 bytes of heap each and some room to grow. Not safe for use by many threads. */
public final class LongSet {
    private static final double FULL = 0.75;

    private long[] table = new long[64];
    private int size;
    private boolean hasZero;

    /** Adds a value and returns whether it was new. */
    public boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (size + 1 > table.length * FULL) {
            grow();
        }
        boolean isNew = insert(table, value);
        size += isNew ? 1 : 0;
        return isNew;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (long value : table) {
            if (value != 0) {
                insert(larger, value);
            }
        }
        table = larger;
    }

    private static boolean insert(long[] table, long value) {
        int mask = table.length - 1;
        int slot = (int) mix(value) & mask;
        while (table[slot] != 0) {
            if (table[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = value;
        return true;
    }

    private static long mix(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }
}
