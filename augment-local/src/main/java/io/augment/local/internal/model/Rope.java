package io.augment.local.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * Rotates queries and keys by their positions (Su et al., RoFormer, arXiv 2104.09864). Angles are computed in doubles, once
 * for each position.
 */
final class Rope {
    private final int headWidth;
    private final int half;
    private final boolean interleaved;
    private final double[] frequencies;
    private float[][] angles = new float[0][];

    /**
     * Creates the rotations.
     *
     * @param divisors what each frequency is divided by, or null for 1
     */
    Rope(ModelShape shape, float @Nullable [] divisors) {
        this.headWidth = shape.headWidth();
        this.half = shape.ropeWidth() / 2;
        this.interleaved = shape.architecture().interleaved();
        this.frequencies = new double[half];
        for (int i = 0; i < half; i++) {
            double divisor = divisors == null ? 1 : divisors[i];
            frequencies[i] = Math.pow(shape.ropeBase(), -i / (double) half) / shape.ropeScale() / divisor;
        }
    }

    /** Makes sure that the angles of positions below this one are there; not safe for use by many threads. */
    void reserve(int positions) {
        if (positions <= angles.length) {
            return;
        }
        float[][] grown = java.util.Arrays.copyOf(angles, Math.max(positions, 2 * angles.length));
        for (int position = angles.length; position < grown.length; position++) {
            float[] table = new float[2 * half];
            for (int i = 0; i < half; i++) {
                double angle = position * frequencies[i];
                table[2 * i] = (float) Math.cos(angle);
                table[2 * i + 1] = (float) Math.sin(angle);
            }
            grown[position] = table;
        }
        angles = grown;
    }

    /** Rotates heads that lie one after the other. */
    void rotate(float[] values, int from, int heads, int position) {
        float[] table = angles[position];
        int step = interleaved ? 2 : 1;
        int apart = interleaved ? 1 : half;
        for (int head = 0; head < heads; head++) {
            int start = from + head * headWidth;
            for (int i = 0; i < half; i++) {
                int at = start + i * step;
                float a = values[at];
                float b = values[at + apart];
                float cos = table[2 * i];
                float sin = table[2 * i + 1];
                values[at] = a * cos - b * sin;
                values[at + apart] = a * sin + b * cos;
            }
        }
    }
}
