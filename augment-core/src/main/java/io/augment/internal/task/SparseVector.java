package io.augment.internal.task;

/**
 * Holds the features of one text that a model knows, with their values.
 *
 * @param indices the features' places in the model, ascending
 * @param values their values, in the same order
 */
record SparseVector(int[] indices, float[] values) {
    int size() {
        return indices.length;
    }
}
