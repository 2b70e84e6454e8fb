package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;

/**
 * Is the arithmetic that everything else rests on. Two implementations give the same bits. Safe for use by many threads.
 *
 * <p>Lengths are multiples of {@link #LANES} unless a method says otherwise; callers pad with zeros.
 */
public interface Kernels {
    /** Partial sums of a product. */
    int LANES = 8;

    /** Returns a name for people. */
    String name();

    /**
     * Unpacks values.
     *
     * @param count any whole number of blocks
     */
    void unpack(GgufType type, byte[] source, int from, float[] target, int to, int count);

    /**
     * Adds products of rows and vectors to partial sums: {@code sums[(row * count + vector) * LANES + lane] += ...}.
     *
     * @param first where the first row starts
     * @param rows a multiple of 4
     * @param from where the first vector starts
     * @param length how many values of each row and vector
     */
    void multiplyAdd(
            float[] weights,
            int first,
            int rowStride,
            int rows,
            float[] vectors,
            int from,
            int vectorStride,
            int count,
            int length,
            float[] sums);

    /** Returns the product of two vectors of a multiple of {@link #LANES} values. */
    float dot(float[] a, int fromA, float[] b, int fromB, int length);

    /** Adds a multiple of a vector: {@code target += factor * source}, fused. */
    void addScaled(float factor, float[] source, int from, float[] target, int to, int length);

    /** Replaces values by their exponentials, to about 2 units in the last place; below -87 it is 0. */
    void exp(float[] values, int from, int length);

    /** Adds partial sums in the order that all results share. */
    static float sum(float[] sums, int from) {
        return ((sums[from] + sums[from + 4]) + (sums[from + 2] + sums[from + 6]))
                + ((sums[from + 1] + sums[from + 5]) + (sums[from + 3] + sums[from + 7]));
    }

    /** Rounds a length up to a multiple of {@link #LANES}. */
    static int padded(int length) {
        return (length + LANES - 1) / LANES * LANES;
    }
}
