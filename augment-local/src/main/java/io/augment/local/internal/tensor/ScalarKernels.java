package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;

/** Computes with plain Java, where the JVM has no Vector API. */
final class ScalarKernels implements Kernels {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void unpack(GgufType type, byte[] source, int from, float[] target, int to, int count) {
        Unpacking.unpack(type, source, from, target, to, count);
    }

    @Override
    public void multiplyAdd(
            float[] weights,
            int first,
            int rowStride,
            int rows,
            float[] vectors,
            int from,
            int vectorStride,
            int count,
            int length,
            float[] sums) {
        for (int vector = 0; vector < count; vector++) {
            for (int row = 0; row < rows; row++) {
                addProduct(
                        weights,
                        first + row * rowStride,
                        vectors,
                        from + vector * vectorStride,
                        length,
                        sums,
                        (row * count + vector) * LANES);
            }
        }
    }

    private static void addProduct(float[] a, int fromA, float[] b, int fromB, int length, float[] sums, int at) {
        float s0 = sums[at];
        float s1 = sums[at + 1];
        float s2 = sums[at + 2];
        float s3 = sums[at + 3];
        float s4 = sums[at + 4];
        float s5 = sums[at + 5];
        float s6 = sums[at + 6];
        float s7 = sums[at + 7];
        for (int i = 0; i < length; i += LANES) {
            s0 = Math.fma(a[fromA + i], b[fromB + i], s0);
            s1 = Math.fma(a[fromA + i + 1], b[fromB + i + 1], s1);
            s2 = Math.fma(a[fromA + i + 2], b[fromB + i + 2], s2);
            s3 = Math.fma(a[fromA + i + 3], b[fromB + i + 3], s3);
            s4 = Math.fma(a[fromA + i + 4], b[fromB + i + 4], s4);
            s5 = Math.fma(a[fromA + i + 5], b[fromB + i + 5], s5);
            s6 = Math.fma(a[fromA + i + 6], b[fromB + i + 6], s6);
            s7 = Math.fma(a[fromA + i + 7], b[fromB + i + 7], s7);
        }
        sums[at] = s0;
        sums[at + 1] = s1;
        sums[at + 2] = s2;
        sums[at + 3] = s3;
        sums[at + 4] = s4;
        sums[at + 5] = s5;
        sums[at + 6] = s6;
        sums[at + 7] = s7;
    }

    @Override
    public float dot(float[] a, int fromA, float[] b, int fromB, int length) {
        float[] sums = new float[LANES];
        addProduct(a, fromA, b, fromB, length, sums, 0);
        return Kernels.sum(sums, 0);
    }

    @Override
    public void addScaled(float factor, float[] source, int from, float[] target, int to, int length) {
        for (int i = 0; i < length; i++) {
            target[to + i] = Math.fma(factor, source[from + i], target[to + i]);
        }
    }

    @Override
    public void exp(float[] values, int from, int length) {
        for (int i = from; i < from + length; i++) {
            values[i] = Exponential.of(values[i]);
        }
    }
}
