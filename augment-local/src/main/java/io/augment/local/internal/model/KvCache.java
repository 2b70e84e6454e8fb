package io.augment.local.internal.model;

import java.util.Arrays;

/**
 * Keeps the keys and values of a text's positions, and which tokens and adapters they came from. Grows with the text, up to
 * its limit. For one thread.
 */
public final class KvCache {
    private static final int FIRST_CAPACITY = 64;

    private final int layers;
    private final int width;
    private final int limit;
    private final float[][] keys;
    private final float[][] values;
    private int[] tokens;
    private float[] adapterScales = new float[0];
    private int length;
    private int capacity;

    /**
     * Creates an empty cache.
     *
     * @param limit most positions
     */
    public KvCache(ModelShape shape, int limit) {
        this.layers = shape.layers();
        this.width = shape.keyWidth();
        this.limit = limit;
        this.keys = new float[layers][0];
        this.values = new float[layers][0];
        this.tokens = new int[0];
    }

    /** Returns the bytes that a position takes. */
    public static long bytesPerPosition(ModelShape shape) {
        return 2L * Float.BYTES * shape.layers() * shape.keyWidth();
    }

    /** Returns how many positions are filled. */
    public int length() {
        return length;
    }

    /** Returns how many positions it may fill. */
    public int limit() {
        return limit;
    }

    /** Forgets all positions from this one on. */
    public void truncate(int newLength) {
        if (newLength > length) {
            throw new IllegalArgumentException("The cache holds " + length + " positions, not " + newLength);
        }
        length = newLength;
    }

    /** Empties the cache for a text with these adapters. */
    public void restart(float[] scales) {
        length = 0;
        adapterScales = scales.clone();
    }

    /** Returns how many positions of a text with these adapters the cache holds already. */
    public int commonPrefix(int[] text, float[] scales) {
        if (!Arrays.equals(scales, adapterScales)) {
            return 0;
        }
        int most = Math.min(text.length, length);
        int same = Arrays.mismatch(tokens, 0, most, text, 0, most);
        return same < 0 ? most : same;
    }

    /** Becomes a copy of the first positions of another cache. */
    public void copyFrom(KvCache other, int positions) {
        restart(other.adapterScales);
        reserve(positions);
        for (int layer = 0; layer < layers; layer++) {
            System.arraycopy(other.keys[layer], 0, keys[layer], 0, positions * width);
            System.arraycopy(other.values[layer], 0, values[layer], 0, positions * width);
        }
        System.arraycopy(other.tokens, 0, tokens, 0, positions);
        length = positions;
    }

    float adapterScale(int adapter) {
        return adapter < adapterScales.length ? adapterScales[adapter] : 0;
    }

    /** Takes the next position for a token, and returns it. */
    int append(int token) {
        if (length == limit) {
            throw new IllegalStateException("The cache is full at " + limit + " positions");
        }
        reserve(length + 1);
        tokens[length] = token;
        return length++;
    }

    float[] keys(int layer) {
        return keys[layer];
    }

    float[] values(int layer) {
        return values[layer];
    }

    private void reserve(int positions) {
        if (positions <= capacity) {
            return;
        }
        int grown = Math.max(Math.max(positions, FIRST_CAPACITY), Math.min(capacity * 2, limit));
        // Products are made for whole groups of rows.
        grown = (grown + 3) / 4 * 4;
        for (int layer = 0; layer < layers; layer++) {
            keys[layer] = Arrays.copyOf(keys[layer], grown * width);
            values[layer] = Arrays.copyOf(values[layer], grown * width);
        }
        tokens = Arrays.copyOf(tokens, grown);
        capacity = grown;
    }
}
