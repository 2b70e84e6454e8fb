package io.augment.local.internal.sample;

/**
 * Makes random numbers that are the same on each JVM: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom
 * number generators"). Not safe for use by many threads.
 */
final class SplitMix {
    private long state;

    SplitMix(long seed) {
        this.state = seed;
    }

    /** Returns a number from 0 to below 1. */
    double next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
