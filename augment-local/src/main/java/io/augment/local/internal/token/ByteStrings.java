package io.augment.local.internal.token;

import java.util.Arrays;

/**
 * Numbers byte strings from 0 on and finds them again: one array for all bytes, and a hash table of numbers. A hundred and
 * fifty thousand entries take about 3 MB.
 *
 * <p>Safe for use by many threads once filled.
 */
final class ByteStrings {
    private byte[] bytes;
    private int[] ends;
    private int[] table;
    private int size;
    private int indexed;

    ByteStrings(int expected) {
        this.bytes = new byte[Math.max(16, expected * 7)];
        this.ends = new int[Math.max(16, expected)];
        this.table = new int[Integer.highestOneBit(Math.max(16, expected)) * 2];
    }

    int size() {
        return size;
    }

    /** Adds a byte string and returns its number. Only an indexed one is found; of equal ones the last that was added. */
    int add(byte[] text, boolean findable) {
        int start = start(size);
        if (start + text.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + text.length, Math.multiplyExact(bytes.length, 2)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        System.arraycopy(text, 0, bytes, start, text.length);
        ends[size] = start + text.length;
        size++;
        if (findable) {
            index(size - 1);
        }
        return size - 1;
    }

    /** Gives back what was set aside for more. */
    void trim() {
        bytes = Arrays.copyOf(bytes, start(size));
        ends = Arrays.copyOf(ends, size);
    }

    /** Returns the number of a byte string, or -1. */
    int find(byte[] text, int from, int length) {
        int slot = slot(text, from, length);
        return table[slot] - 1;
    }

    int length(int number) {
        return ends[number] - start(number);
    }

    byte byteAt(int number, int index) {
        return bytes[start(number) + index];
    }

    byte[] get(int number) {
        return Arrays.copyOfRange(bytes, start(number), ends[number]);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void index(int number) {
        if (indexed * 10L > table.length * 7L) {
            int[] old = table;
            table = new int[old.length * 2];
            for (int entry : old) {
                if (entry != 0) {
                    table[slot(bytes, start(entry - 1), length(entry - 1))] = entry;
                }
            }
        }
        int slot = slot(bytes, start(number), length(number));
        if (table[slot] == 0) {
            indexed++;
        }
        table[slot] = number + 1;
    }

    private int slot(byte[] text, int from, int length) {
        int mask = table.length - 1;
        int slot = hash(text, from, length) & mask;
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (Arrays.equals(bytes, start(number), ends[number], text, from, from + length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(byte[] text, int from, int length) {
        int hash = 0x811C9DC5;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ (text[i] & 0xFF)) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
