package io.augment.local.internal.tensor;

/**
 * Computes the exponential function in 32-bit floats: {@code e^x = 2^n * e^r} with {@code |r| <= ln(2) / 2}, where {@code
 * e^r} is a polynomial of degree 6 (Taylor's, whose error there is below a unit in the last place). Every step is one that
 * vectors have too, in the same order, so that both give the same bits.
 */
final class Exponential {
    static final float LEAST = -87f;
    static final float MOST = 88f;
    static final float LOG2_E = 1.442695f;
    /** ln 2 in two parts; the first has few enough digits for its product with a small whole number to be exact. */
    static final float LN2_HIGH = 0x1.63p-1f;

    static final float LN2_LOW = -2.12194440e-4f;
    /** Added and taken away again, it rounds to a whole number. */
    static final float ROUNDER = 0x1.8p23f;

    static final float C6 = 1 / 720f;
    static final float C5 = 1 / 120f;
    static final float C4 = 1 / 24f;
    static final float C3 = 1 / 6f;
    static final float C2 = 0.5f;

    private Exponential() {}

    static float of(float x) {
        if (!(x >= LEAST)) {
            return x < LEAST ? 0 : x;
        }
        float bounded = Math.min(x, MOST);
        float shifted = Math.fma(bounded, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, bounded));
        float p = Math.fma(C6, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        int power = (Float.floatToRawIntBits(shifted) + 127) << 23;
        return p * Float.intBitsToFloat(power);
    }
}
