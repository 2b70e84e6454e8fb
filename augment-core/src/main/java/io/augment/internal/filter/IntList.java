package io.augment.internal.filter;

import java.util.Arrays;

/** Holds a growing list of ints. */
public final class IntList {
    private int[] values = new int[16];
    private int size;

    /** Returns the number of values. */
    public int size() {
        return size;
    }

    /** Returns the value at an index. */
    public int get(int index) {
        return values[index];
    }

    /** Changes the value at an index. */
    public void set(int index, int value) {
        values[index] = value;
    }

    /** Appends a value. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Forgets all values. */
    public void clear() {
        size = 0;
    }

    /** Sorts the values and drops repetitions. */
    public void sortDistinct() {
        Arrays.sort(values, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || values[i] != values[kept - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
    }
}
