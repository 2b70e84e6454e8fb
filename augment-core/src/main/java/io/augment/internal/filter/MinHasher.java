package io.augment.internal.filter;

import io.augment.internal.text.Hashing;
import java.util.Arrays;

/**
 * Computes MinHash signatures (Broder, 1997) with the hash functions a·h modulo 2<sup>32</sup> for odd a, of which the upper
 * 31 bits count.
 *
 * <p>The minimum is taken by arithmetic: compilers from Java 17 on turn these loops into vector instructions, while
 * {@code Math.min} on ints has to wait for later ones.
 */
public final class MinHasher {
    private static final int LANES = 16;

    private final int[] factors;

    /** Creates the hash functions; the same ones every time. */
    public MinHasher(int length) {
        // A length that is a multiple of the widest vector leaves no rest to do one by one.
        factors = new int[(length + LANES - 1) / LANES * LANES];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (int) Hashing.mix(i + 1L) | 1;
        }
    }

    /** Returns an array for a signature, which may be longer than what was asked for. */
    public int[] newSignature() {
        return new int[factors.length];
    }

    /** Computes the signature of a set of hashed elements; at least one. */
    public void sign(int[] elements, int count, int[] signature) {
        Arrays.fill(signature, Integer.MAX_VALUE);
        int i = 0;
        for (; i + 3 < count; i += 4) {
            four(elements[i], elements[i + 1], elements[i + 2], elements[i + 3], factors, signature);
        }
        for (; i < count; i++) {
            one(elements[i], factors, signature);
        }
    }

    private static void four(int h0, int h1, int h2, int h3, int[] factors, int[] signature) {
        for (int k = 0; k < signature.length; k++) {
            int least = signature[k];
            int below = ((factors[k] * h0) >>> 1) - least;
            least += below & (below >> 31);
            below = ((factors[k] * h1) >>> 1) - least;
            least += below & (below >> 31);
            below = ((factors[k] * h2) >>> 1) - least;
            least += below & (below >> 31);
            below = ((factors[k] * h3) >>> 1) - least;
            signature[k] = least + (below & (below >> 31));
        }
    }

    private static void one(int h, int[] factors, int[] signature) {
        for (int k = 0; k < signature.length; k++) {
            int below = ((factors[k] * h) >>> 1) - signature[k];
            signature[k] += below & (below >> 31);
        }
    }

    /** Returns the hash of one band of a signature. */
    public static int bandKey(int[] signature, int from, int rows) {
        long hash = from;
        for (int i = from; i < from + rows; i++) {
            hash = (hash + signature[i]) * 0xD6E8FEB86659FD93L;
        }
        return (int) (Hashing.mix(hash) >>> 32);
    }

    /**
     * Returns one bit of each of the first 64 values. Two such sketches differ in (1 - s) / 2 of their bits on average at
     * Jaccard similarity s (b-bit minwise hashing: Li and König, 2010).
     */
    public static long sketch(int[] signature) {
        long sketch = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            sketch = (sketch << 1) | ((signature[i] * 0x9E3779B9) >>> 31);
        }
        return sketch;
    }

    /**
     * Returns how many bits of two sketches may differ at the threshold, save for one pair in some thousands: 3.5 standard
     * deviations more than the mean.
     */
    public static int mostDifferentBits(double threshold) {
        double share = (1 - threshold) / 2;
        return (int) Math.ceil(Long.SIZE * share + 3.5 * Math.sqrt(Long.SIZE * share * (1 - share)));
    }
}
