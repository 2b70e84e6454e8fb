package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Finds the records that share a band of a signature, in 11 to 16 bytes per record and band, 11 to 13 where there are many.
 * Used by one thread.
 */
final class BandTables {
    private static final double LOAD = 0.75;
    private static final double GROWTH = 1.5;

    /** Where tables are large, by less: they are most of the memory, and are copied from end to end, which is quick. */
    private static final double LARGE_GROWTH = 1.25;

    private static final int LARGE = 1 << 19;
    private static final int FIRST_LENGTH = 1 << 8;

    private final long[][] tables;
    private final long[] firsts;
    private int size;

    BandTables(int bands) {
        firsts = new long[bands];
        tables = new long[bands][FIRST_LENGTH];
    }

    /** Forgets all records. */
    void clear() {
        size = 0;
        for (int band = 0; band < tables.length; band++) {
            if (tables[band].length == FIRST_LENGTH) {
                Arrays.fill(tables[band], 0);
            } else {
                tables[band] = new long[FIRST_LENGTH];
            }
        }
    }

    /** Adds the next record, numbered from 0, under the key of each of its bands. */
    void add(int[] keys) {
        if (size >= LOAD * tables[0].length) {
            grow();
        }
        size++;
        for (int band = 0; band < tables.length; band++) {
            place(tables[band], ((long) keys[band] << 32) | size);
        }
    }

    /** Adds to the list every record that shares a band. */
    void find(int[] keys, IntList found) {
        // First a loop without branches, so that the processor waits for all bands at once.
        for (int band = 0; band < keys.length; band++) {
            long[] table = tables[band];
            firsts[band] = table[home(keys[band], table.length)];
        }
        for (int band = 0; band < keys.length; band++) {
            if (firsts[band] != 0) {
                find(tables[band], keys[band], found);
            }
        }
    }

    private static void find(long[] table, int key, IntList found) {
        int at = home(key, table.length);
        for (long slot = table[at]; slot != 0; slot = table[at]) {
            if ((int) (slot >>> 32) == key) {
                found.add((int) slot - 1);
            }
            at = at + 1 == table.length ? 0 : at + 1;
        }
    }

    private void grow() {
        double growth = tables[0].length < LARGE ? GROWTH : LARGE_GROWTH;
        int length = (int) Math.min(Integer.MAX_VALUE - 8, (long) (growth * tables[0].length));
        for (int band = 0; band < tables.length; band++) {
            long[] larger = new long[length];
            for (long slot : tables[band]) {
                if (slot != 0) {
                    place(larger, slot);
                }
            }
            tables[band] = larger;
        }
    }

    private static void place(long[] table, long slot) {
        int at = home((int) (slot >>> 32), table.length);
        while (table[at] != 0) {
            at = at + 1 == table.length ? 0 : at + 1;
        }
        table[at] = slot;
    }

    private static int home(int key, int length) {
        return (int) (((key & 0xFFFFFFFFL) * length) >>> 32);
    }
}
