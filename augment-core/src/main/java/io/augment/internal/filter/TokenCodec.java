package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Numbers token hashes in the order in which they are first seen, so that a text takes one or two bytes per word instead of
 * four: common words come early and get small numbers.
 *
 * <p>Loses nothing: what is read back are the same hashes. When the dictionary is full, new hashes are written as they are.
 * Used by one thread.
 */
public final class TokenCodec {
    /** The most bytes that a token takes. */
    public static final int MOST_BYTES = RecordBytes.VARINT;

    private static final int PLAIN = 0;
    private static final int MOST_WORDS = 1 << 22;

    /** A hash in the upper half and its number in the lower; 0 is free. */
    private long[] table = new long[1 << 12];

    private int[] words = new int[1 << 11];
    private int size;

    /** Returns how many different hashes were written. */
    int size() {
        return size;
    }

    /** Writes token hashes to the record that was begun. */
    public void write(int[] tokens, int count, RecordBytes bytes) {
        bytes.putVarint(count);
        for (int i = 0; i < count; i++) {
            int number = number(tokens[i]);
            bytes.putVarint(number);
            if (number == PLAIN) {
                bytes.putInt(tokens[i]);
            }
        }
    }

    /**
     * Reads token hashes where {@link #write} began.
     *
     * @param buffer receives the hashes, when it is long enough
     * @return the buffer, or a longer one
     */
    public int[] read(RecordBytes bytes, int count, int[] buffer) {
        int[] tokens = count <= buffer.length ? buffer : new int[Math.max(count, 2 * buffer.length)];
        for (int i = 0; i < count; i++) {
            int number = bytes.getVarint();
            tokens[i] = number == PLAIN ? bytes.getInt() : words[number];
        }
        return tokens;
    }

    private int number(int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        for (long slot = table[at]; slot != 0; slot = table[at]) {
            if ((int) (slot >>> 32) == hash) {
                return (int) slot;
            }
            at = (at + 1) & mask;
        }
        if (size == MOST_WORDS) {
            return PLAIN;
        }
        size++;
        table[at] = ((long) hash << 32) | size;
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size] = hash;
        if (2 * size > table.length) {
            grow();
        }
        return size;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        int mask = larger.length - 1;
        for (int number = 1; number <= size; number++) {
            int at = words[number] & mask;
            while (larger[at] != 0) {
                at = (at + 1) & mask;
            }
            larger[at] = ((long) words[number] << 32) | number;
        }
        table = larger;
    }
}
