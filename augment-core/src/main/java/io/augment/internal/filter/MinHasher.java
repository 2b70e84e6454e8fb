package io.augment.internal.filter;

import io.augment.internal.text.Hashing;
import java.util.Arrays;

/**
 * Computes MinHash signatures (Broder, 1997) with the hash functions a·h + b modulo 2<sup>32</sup>, in loops that the
 * compiler turns into vector instructions.
 */
public final class MinHasher {
    private final int[] factors;
    private final int[] offsets;
    private final int length;

    /** Creates the hash functions; the same ones every time. */
    public MinHasher(int length) {
        this.length = length;
        // A length that is a multiple of the widest vector leaves no rest to do one by one.
        int padded = (length + 15) & ~15;
        factors = new int[padded];
        offsets = new int[padded];
        for (int i = 0; i < padded; i++) {
            factors[i] = (int) Hashing.mix(2L * i + 1) | 1;
            offsets[i] = (int) Hashing.mix(2L * i + 2);
        }
    }

    /** Returns an array for a signature. */
    public int[] newSignature() {
        return new int[factors.length];
    }

    /** Returns how many values of a signature count. */
    public int length() {
        return length;
    }

    /** Computes the signature of a set of hashed elements; at least one. */
    public void sign(int[] elements, int count, int[] signature) {
        Arrays.fill(signature, Integer.MAX_VALUE);
        int i = 0;
        for (; i + 3 < count; i += 4) {
            four(elements[i], elements[i + 1], elements[i + 2], elements[i + 3], factors, offsets, signature);
        }
        for (; i < count; i++) {
            one(elements[i], factors, offsets, signature);
        }
    }

    private static void four(int h0, int h1, int h2, int h3, int[] factors, int[] offsets, int[] signature) {
        for (int k = 0; k < signature.length; k++) {
            int low = Math.min(factors[k] * h0 + offsets[k], factors[k] * h1 + offsets[k]);
            int high = Math.min(factors[k] * h2 + offsets[k], factors[k] * h3 + offsets[k]);
            signature[k] = Math.min(signature[k], Math.min(low, high));
        }
    }

    private static void one(int h, int[] factors, int[] offsets, int[] signature) {
        for (int k = 0; k < signature.length; k++) {
            signature[k] = Math.min(signature[k], factors[k] * h + offsets[k]);
        }
    }

    /** Returns the hash of one band of a signature. */
    public static int bandKey(int[] signature, int from, int rows) {
        long hash = from;
        for (int i = from; i < from + rows; i++) {
            hash = (hash ^ signature[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) Hashing.mix(hash);
    }
}
