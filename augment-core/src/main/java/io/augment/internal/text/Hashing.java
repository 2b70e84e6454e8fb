package io.augment.internal.text;

/** Mixes hashes. The constants are those of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
public final class Hashing {
    /** Starts the hash of a sequence. */
    public static final long SEED = 0x9E3779B97F4A7C15L;

    private static final long STEP = 0xD6E8FEB86659FD93L;

    private Hashing() {}

    /** Adds a character to the hash of a word. */
    static long step(long hash, int c) {
        return (hash ^ c) * STEP;
    }

    /** Spreads every bit of the value over all 64. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Adds a value to the hash of a sequence; the order counts. */
    public static long combine(long hash, long value) {
        return mix(hash * STEP + value);
    }

    /** Returns the hash of the characters as they stand. */
    public static long of(CharSequence text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = step(hash, text.charAt(i));
        }
        return mix(hash);
    }
}
