package io.augment.testkit.internal.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Computes the 64-bit hashes that stand for request bodies; the mixing constants are those of SplitMix64. */
public final class Hashes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    /** Hashes {@code length} bytes; the same bytes give the same hash in every process. */
    public static long of(byte[] bytes, int length) {
        long hash = mix(length + GOLDEN);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i)) + GOLDEN;
        }
        for (; i < length; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Hashes the characters of {@code text}. */
    public static long of(CharSequence text) {
        long hash = GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Combines two values into a hash that depends on their order. */
    public static long of(long first, long second) {
        return mix(mix(first + GOLDEN) ^ (second * GOLDEN));
    }

    /** Spreads the bits of {@code value}. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Maps a hash to a number from 0 (inclusive) to 1 (exclusive). */
    public static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
