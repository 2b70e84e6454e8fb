package io.augment.local.internal.token;

import java.util.Arrays;

/** Collects numbers without boxing them. Not safe for use by many threads. */
public final class IntList {
    private int[] values = new int[16];
    private int size;

    /** Adds a number at the end. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Adds numbers at the end. */
    public void addAll(int[] more) {
        for (int value : more) {
            add(value);
        }
    }

    /** Returns how many there are. */
    public int size() {
        return size;
    }

    /** Returns the numbers as an array of their own. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
