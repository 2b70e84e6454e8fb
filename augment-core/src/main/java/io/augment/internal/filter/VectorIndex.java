package io.augment.internal.filter;

import io.augment.AugmentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the vector with the largest cosine similarity to another, exactly, by comparing with all: in loops over blocks of
 * vectors, dimension by dimension, that the compiler turns into vector instructions. Used by one thread.
 */
public final class VectorIndex {
    private static final int BLOCK = 256;

    private final List<float[]> blocks = new ArrayList<>();
    private final IntList views = new IntList();
    private final float[] products = new float[BLOCK];
    private float[] query = new float[0];
    private int match;
    private double similarity;

    /** Returns the number of vectors. */
    public int size() {
        return views.size();
    }

    /**
     * Reads the next vector.
     *
     * @throws AugmentException if it has another length than those before, or no direction
     */
    public void read(float[] vector) {
        if (query.length != 0 && vector.length != query.length) {
            throw new AugmentException("An embedding has " + vector.length + " dimensions where others have "
                    + query.length + "; compare vectors of one model alone");
        }
        double norm = 0;
        for (float value : vector) {
            norm += (double) value * value;
        }
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new AugmentException("An embedding has no direction: all its values are zero, or one is no number");
        }
        float scale = (float) (1 / Math.sqrt(norm));
        query = vector.clone();
        for (int i = 0; i < query.length; i++) {
            query[i] *= scale;
        }
    }

    /**
     * Finds the vector most like the one that was read last, the earliest of several.
     *
     * @param view vectors were added with a view; those of view 0 and of this one count
     * @return whether there is one whose similarity exceeds the threshold
     */
    public boolean find(double threshold, int view) {
        match = -1;
        similarity = threshold;
        for (int block = 0; block < blocks.size(); block++) {
            multiply(blocks.get(block));
            int count = Math.min(BLOCK, size() - block * BLOCK);
            for (int i = 0; i < count; i++) {
                int vector = block * BLOCK + i;
                if (products[i] > similarity && (views.get(vector) == 0 || views.get(vector) == view)) {
                    similarity = products[i];
                    match = vector;
                }
            }
        }
        return match >= 0;
    }

    private void multiply(float[] block) {
        Arrays.fill(products, 0);
        for (int dimension = 0; dimension < query.length; dimension++) {
            addScaled(products, block, dimension * BLOCK, query[dimension]);
        }
    }

    private static void addScaled(float[] sums, float[] block, int from, float factor) {
        for (int i = 0; i < BLOCK; i++) {
            sums[i] += factor * block[from + i];
        }
    }

    /** Returns the vector that was found. */
    public int match() {
        return match;
    }

    /** Returns the cosine similarity of the vector that was found. */
    public double similarity() {
        return similarity;
    }

    /** Adds the vector that was read last. */
    public void add(int view) {
        int lane = size() % BLOCK;
        if (lane == 0) {
            blocks.add(new float[query.length * BLOCK]);
        }
        float[] block = blocks.get(blocks.size() - 1);
        for (int dimension = 0; dimension < query.length; dimension++) {
            block[dimension * BLOCK + lane] = query[dimension];
        }
        views.add(view);
    }
}
