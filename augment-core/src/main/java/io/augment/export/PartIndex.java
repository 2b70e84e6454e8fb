package io.augment.export;

import java.util.Arrays;

/**
 * Remembers for hashes of prompts in which part of a split they are: a table with open addressing, a long for each entry, whose
 * lowest bits hold the part. Not safe for use by many threads.
 */
final class PartIndex {
    /** More parts than anybody names. */
    private static final int PART_BITS = 10;

    private static final long PART_MASK = (1L << PART_BITS) - 1;

    /** One entry for each prompt, its part plus one, so that no entry is 0. */
    private long[] entries = new long[1 << 10];

    private int size;

    /** Returns the part of a prompt, or -1. */
    int part(long hash) {
        long entry = entries[slot(entries, hash)];
        return (int) (entry & PART_MASK) - 1;
    }

    /** Takes note of the part of a prompt, unless one is known. */
    void put(long hash, int part) {
        int slot = slot(entries, hash);
        if (entries[slot] != 0) {
            return;
        }
        entries[slot] = (hash & ~PART_MASK) | (part + 1);
        if (++size > entries.length / 4 * 3) {
            grow();
        }
    }

    private void grow() {
        long[] larger = new long[entries.length * 2];
        Arrays.stream(entries).filter(entry -> entry != 0).forEach(entry -> larger[slot(larger, entry)] = entry);
        entries = larger;
    }

    /** Returns where the entry of a hash is, or would be. */
    private static int slot(long[] table, long hash) {
        int slot = (int) (hash >>> PART_BITS) & (table.length - 1);
        while (table[slot] != 0 && (table[slot] & ~PART_MASK) != (hash & ~PART_MASK)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
