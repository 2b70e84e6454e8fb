package io.augment.local.internal.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Is what one pass computes: tokens, each at the next position of its text's cache. Rows of one text are in the order of
 * their positions. For one thread.
 */
public final class Batch {
    private final int capacity;
    private final List<KvCache> caches = new ArrayList<>();
    private final int[] tokens;
    private final int[] positions;
    private final int[] outputs;
    private int outputCount;
    private float[] logits = new float[0];
    private float[] hidden = new float[0];
    private int logitStride;
    private int hiddenStride;

    /**
     * Creates an empty batch.
     *
     * @param capacity most rows
     */
    public Batch(int capacity) {
        this.capacity = capacity;
        this.tokens = new int[capacity];
        this.positions = new int[capacity];
        this.outputs = new int[capacity];
    }

    /** Empties the batch. */
    public void clear() {
        caches.clear();
        outputCount = 0;
    }

    /** Returns how many rows there are. */
    public int size() {
        return caches.size();
    }

    /** Returns how many rows can be added. */
    public int free() {
        return capacity - caches.size();
    }

    /**
     * Adds a token at the next position of a cache.
     *
     * @param wanted whether the scores of the token after it are wanted
     * @return the number of its output, or -1 if none is wanted
     */
    public int add(KvCache cache, int token, boolean wanted) {
        int row = caches.size();
        positions[row] = cache.append(token);
        tokens[row] = token;
        caches.add(cache);
        if (wanted) {
            outputs[outputCount] = row;
            return outputCount++;
        }
        return -1;
    }

    /** Returns the scores of all outputs; the one numbered {@code i} starts at {@code i * logitStride()}. */
    public float[] logits() {
        return logits;
    }

    /** Returns the distance between the scores of two outputs. */
    public int logitStride() {
        return logitStride;
    }

    /** Returns the normed hidden states of all outputs; the one numbered {@code i} starts at {@code i * hiddenStride()}. */
    public float[] hidden() {
        return hidden;
    }

    /** Returns the distance between the hidden states of two outputs. */
    public int hiddenStride() {
        return hiddenStride;
    }

    void results(float[] newHidden, int newHiddenStride, float[] newLogits, int newLogitStride) {
        this.hidden = newHidden;
        this.hiddenStride = newHiddenStride;
        this.logits = newLogits;
        this.logitStride = newLogitStride;
    }

    KvCache cache(int row) {
        return caches.get(row);
    }

    int token(int row) {
        return tokens[row];
    }

    int position(int row) {
        return positions[row];
    }

    int outputCount() {
        return outputCount;
    }

    int outputRow(int output) {
        return outputs[output];
    }

    boolean uses(int adapter) {
        for (KvCache cache : caches) {
            if (cache.adapterScale(adapter) != 0) {
                return true;
            }
        }
        return false;
    }
}
