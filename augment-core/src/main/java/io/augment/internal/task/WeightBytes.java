package io.augment.internal.task;

/** Packs a feature's weights into bytes that share a scale. */
final class WeightBytes {
    private static final int STEPS = 127;

    private WeightBytes() {}

    /** Returns a power of two, so that packing what was packed before changes nothing. */
    static float scale(float[] weights, int from, int length) {
        float max = 0;
        for (int k = 0; k < length; k++) {
            max = Math.max(max, Math.abs(weights[from + k]));
        }
        if (max == 0) {
            return 0;
        }
        float scale = Math.scalb(1f, Math.getExponent(max / STEPS));
        return scale * STEPS < max ? 2 * scale : scale;
    }

    static void pack(float[] weights, int from, float scale, byte[] row) {
        for (int k = 0; k < row.length; k++) {
            row[k] = scale == 0 ? 0 : (byte) Math.round(weights[from + k] / scale);
        }
    }

    static void unpack(byte[] row, float scale, float[] weights, int from) {
        for (int k = 0; k < row.length; k++) {
            weights[from + k] = row[k] * scale;
        }
    }

    /** Rounds the weights of all features as packing will, so that a model answers the same before and after it is saved. */
    static void round(float[] weights, int classes) {
        byte[] row = new byte[classes];
        for (int from = 0; from < weights.length; from += classes) {
            float scale = scale(weights, from, classes);
            pack(weights, from, scale, row);
            unpack(row, scale, weights, from);
        }
    }
}
