package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unpacks blocks of packed values, one value at a time. The layouts are those of {@code ggml-common.h} and {@code
 * ggml-quants.c} in the repository ggml-org/llama.cpp.
 */
final class Unpacking {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Unpacking() {}

    static void unpack(GgufType type, byte[] source, int from, float[] target, int to, int count) {
        if (type.blockValues() == 1) {
            plain(type, source, from, target, to, count);
            return;
        }
        int at = from;
        for (int i = 0; i < count; i += type.blockValues(), at += type.blockBytes()) {
            switch (type) {
                case Q4_0 -> q4(source, at, 2, half(source, at), 8, 0, target, to + i);
                case Q4_1 -> q4(source, at, 4, half(source, at), 0, half(source, at + 2), target, to + i);
                case Q5_0 -> q5(source, at + 2, half(source, at), 16, 0, target, to + i);
                case Q5_1 -> q5(source, at + 4, half(source, at), 0, half(source, at + 2), target, to + i);
                case Q8_0 -> q8(source, at, target, to + i);
                case Q4_K -> q4k(source, at, target, to + i);
                case Q5_K -> q5k(source, at, target, to + i);
                case Q6_K -> q6k(source, at, target, to + i);
                default -> throw new IllegalArgumentException("No type of blocks: " + type);
            }
        }
    }

    private static void plain(GgufType type, byte[] source, int from, float[] target, int to, int count) {
        switch (type) {
            case F32 -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = Float.intBitsToFloat((int) INTS.get(source, from + 4 * i));
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = half(source, from + 2 * i);
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = Float.intBitsToFloat((short) SHORTS.get(source, from + 2 * i) << 16);
                }
            }
            default -> throw new IllegalArgumentException("No plain type: " + type);
        }
    }

    /** Reads a 16-bit floating point number. */
    static float half(byte[] source, int at) {
        int bits = (short) SHORTS.get(source, at);
        int sign = (bits & 0x8000) << 16;
        int rest = (bits & 0x7FFF) << 13;
        // Moves the exponent from a bias of 15 to one of 127; exact, also for the smallest numbers.
        float value = rest >= 0x7C00 << 13
                ? Float.intBitsToFloat(0x7F80_0000 | (rest & 0x7F_FFFF))
                : Float.intBitsToFloat(rest) * 0x1p112f;
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) | sign);
    }

    static int bits(byte[] source, int at) {
        return (int) INTS.get(source, at);
    }

    private static void q4(byte[] source, int at, int skip, float scale, int zero, float min, float[] target, int to) {
        for (int i = 0; i < 16; i++) {
            int packed = source[at + skip + i] & 0xFF;
            target[to + i] = ((packed & 0xF) - zero) * scale + min;
            target[to + i + 16] = ((packed >> 4) - zero) * scale + min;
        }
    }

    private static void q5(byte[] source, int at, float scale, int zero, float min, float[] target, int to) {
        int high = bits(source, at);
        for (int i = 0; i < 16; i++) {
            int packed = source[at + 4 + i] & 0xFF;
            target[to + i] = (((packed & 0xF) | ((high >>> i) & 1) << 4) - zero) * scale + min;
            target[to + i + 16] = (((packed >> 4) | ((high >>> (i + 16)) & 1) << 4) - zero) * scale + min;
        }
    }

    private static void q8(byte[] source, int at, float[] target, int to) {
        float scale = half(source, at);
        for (int i = 0; i < 32; i++) {
            target[to + i] = source[at + 2 + i] * scale;
        }
    }

    /** Returns one of the eight 6-bit scales of a block, which lie packed in 12 bytes. */
    static int scale(byte[] source, int at, int group) {
        return group < 4
                ? source[at + group] & 63
                : (source[at + group + 4] & 0xF) | ((source[at + group - 4] >> 6) & 3) << 4;
    }

    /** Returns one of the eight 6-bit minima of a block, which lie packed in the same 12 bytes. */
    static int min(byte[] source, int at, int group) {
        return group < 4
                ? source[at + group + 4] & 63
                : ((source[at + group + 4] >> 4) & 0xF) | ((source[at + group] >> 6) & 3) << 4;
    }

    private static void q4k(byte[] source, int at, float[] target, int to) {
        float scale = half(source, at);
        float min = half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float s = scale * scale(source, at + 4, group);
            float m = min * min(source, at + 4, group);
            int shift = (group & 1) * 4;
            int quants = at + 16 + group / 2 * 32;
            for (int i = 0; i < 32; i++) {
                target[to + group * 32 + i] = ((source[quants + i] >> shift) & 0xF) * s - m;
            }
        }
    }

    private static void q5k(byte[] source, int at, float[] target, int to) {
        float scale = half(source, at);
        float min = half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float s = scale * scale(source, at + 4, group);
            float m = min * min(source, at + 4, group);
            int shift = (group & 1) * 4;
            int quants = at + 48 + group / 2 * 32;
            for (int i = 0; i < 32; i++) {
                int high = (source[at + 16 + i] >> group) & 1;
                target[to + group * 32 + i] = (((source[quants + i] >> shift) & 0xF) | high << 4) * s - m;
            }
        }
    }

    private static void q6k(byte[] source, int at, float[] target, int to) {
        float scale = half(source, at + 208);
        for (int half = 0; half < 2; half++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                int low = at + half * 64 + (quarter & 1) * 32;
                int high = at + 128 + half * 32;
                int lowShift = (quarter & 2) * 2;
                int highShift = quarter * 2;
                for (int part = 0; part < 32; part += 16) {
                    float s = scale * source[at + 192 + half * 8 + quarter * 2 + part / 16];
                    int out = to + half * 128 + quarter * 32;
                    for (int i = part; i < part + 16; i++) {
                        int value = ((source[low + i] >> lowShift) & 0xF) | ((source[high + i] >> highShift) & 3) << 4;
                        target[out + i] = (value - 32) * s;
                    }
                }
            }
        }
    }
}
