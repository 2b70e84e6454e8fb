package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Finds the records that share a band of a signature, in four bytes per record and band at a load of 0.7 at most.
 *
 * <p>A slot holds the record's number and eight bits of the band's hash, so that one in 256 of the other records in its way
 * is taken for one that meets; as what meets is verified, that costs a moment and no precision. Growing needs the keys of
 * all records again. Used by one thread.
 */
final class BandTables {
    /** The most records. */
    static final int MOST_RECORDS = (1 << 24) - 1;

    private static final double LOAD = 0.7;
    private static final double GROWTH = 1.7;

    private final int[][] tables;
    private int capacity;
    private int size;

    BandTables(int bands) {
        tables = new int[bands][];
        clear(1 << 10);
    }

    /** Returns whether the next record needs more room; then the tables must be cleared and filled again. */
    boolean isFull() {
        return size >= LOAD * capacity;
    }

    /** Forgets everything and makes room for more than there was. */
    void clearForMore() {
        clear((int) Math.min(Integer.MAX_VALUE - 8, (long) (GROWTH * capacity)));
    }

    private void clear(int newCapacity) {
        Arrays.fill(tables, null);
        capacity = newCapacity;
        size = 0;
        for (int band = 0; band < tables.length; band++) {
            tables[band] = new int[newCapacity];
        }
    }

    /** Adds a record under the key of each of its bands. */
    void add(int record, int[] keys) {
        for (int band = 0; band < tables.length; band++) {
            int[] table = tables[band];
            int at = home(keys[band]);
            while (table[at] != 0) {
                at = at + 1 == table.length ? 0 : at + 1;
            }
            table[at] = (keys[band] << 24) | (record + 1);
        }
        size++;
    }

    /** Adds to the list every record that may share this band. */
    void find(int band, int key, IntList found) {
        int[] table = tables[band];
        int mark = key << 24;
        int at = home(key);
        for (int slot = table[at]; slot != 0; slot = table[at]) {
            if ((slot & 0xFF000000) == mark) {
                found.add((slot & 0xFFFFFF) - 1);
            }
            at = at + 1 == table.length ? 0 : at + 1;
        }
    }

    private int home(int key) {
        return (int) (((key & 0xFFFFFFFFL) * capacity) >>> 32);
    }
}
