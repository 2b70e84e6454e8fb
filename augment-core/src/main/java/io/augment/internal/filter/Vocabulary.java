package io.augment.internal.filter;

import java.util.Arrays;

/** Numbers 64-bit hashes from 0 in the order in which they are first seen. Used by one thread. */
public final class Vocabulary {
    private static final int FREE = -1;

    private int[] table = freeTable(1 << 10);
    private long[] hashes = new long[1 << 9];
    private int size;

    /** Returns how many different hashes were seen. */
    public int size() {
        return size;
    }

    /** Returns the hash with this number. */
    public long hash(int number) {
        return hashes[number];
    }

    /** Returns the number of a hash, or -1 if it was never added. */
    public int find(long hash) {
        return table[slot(hash)];
    }

    /** Returns the number of a hash, which is added when it is new. */
    public int number(long hash) {
        int slot = slot(hash);
        if (table[slot] != FREE) {
            return table[slot];
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size] = hash;
        table[slot] = size++;
        if (2 * size > table.length) {
            table = freeTable(2 * table.length);
            for (int number = 0; number < size; number++) {
                table[slot(hashes[number])] = number;
            }
        }
        return size - 1;
    }

    private int slot(long hash) {
        int mask = table.length - 1;
        int at = (int) (hash >>> 20) & mask;
        while (table[at] != FREE && hashes[table[at]] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static int[] freeTable(int length) {
        int[] free = new int[length];
        Arrays.fill(free, FREE);
        return free;
    }
}
