package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unpacks one value at a time in doubles, straight from the definition of each type: the oracle of tests. */
public final class ReferenceBlocks {
    private ReferenceBlocks() {}

    /** Returns all values. */
    public static double[] unpack(GgufType type, byte[] packed, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(type, bytes, i / type.blockValues() * type.blockBytes(), i % type.blockValues());
        }
        return values;
    }

    private static double value(GgufType type, ByteBuffer b, int at, int i) {
        return switch (type) {
            case F32 -> b.getFloat(at);
            case F16 -> half(b, at);
            case BF16 -> Float.intBitsToFloat(b.getShort(at) << 16);
            case Q8_0 -> half(b, at) * b.get(at + 2 + i);
            case Q4_0 -> half(b, at) * (nibble(b, at + 2, i) - 8);
            case Q4_1 -> half(b, at) * nibble(b, at + 4, i) + half(b, at + 2);
            case Q5_0 -> half(b, at) * (nibble(b, at + 6, i) + 16 * bit(b.getInt(at + 2), i) - 16);
            case Q5_1 -> half(b, at) * (nibble(b, at + 8, i) + 16 * bit(b.getInt(at + 4), i)) + half(b, at + 2);
            case Q4_K -> scaled(b, at, i, pair(b, at + 16, i));
            case Q5_K -> scaled(b, at, i, pair(b, at + 48, i) + 16 * bit(b.get(at + 16 + i % 32), i / 32));
            case Q6_K -> {
                int half = i / 128;
                int quarter = i % 128 / 32;
                int low = b.get(at + 64 * half + 32 * (quarter % 2) + i % 32) & 0xFF;
                int high = b.get(at + 128 + 32 * half + i % 32) & 0xFF;
                int quant = (quarter < 2 ? low % 16 : low / 16) + 16 * (high >> 2 * quarter & 3) - 32;
                yield half(b, at + 208) * b.get(at + 192 + i / 16) * quant;
            }
        };
    }

    private static int nibble(ByteBuffer b, int at, int i) {
        int packed = b.get(at + i % 16) & 0xFF;
        return i < 16 ? packed % 16 : packed / 16;
    }

    private static int pair(ByteBuffer b, int at, int i) {
        int packed = b.get(at + i / 64 * 32 + i % 32) & 0xFF;
        return i % 64 < 32 ? packed % 16 : packed / 16;
    }

    private static double scaled(ByteBuffer b, int at, int i, int quant) {
        int group = i / 32;
        int[] s = new int[12];
        for (int j = 0; j < 12; j++) {
            s[j] = b.get(at + 4 + j) & 0xFF;
        }
        int scale = group < 4 ? s[group] % 64 : s[group + 4] % 16 + 16 * (s[group - 4] / 64);
        int min = group < 4 ? s[group + 4] % 64 : s[group + 4] / 16 + 16 * (s[group] / 64);
        return half(b, at) * scale * quant - half(b, at + 2) * min;
    }

    private static int bit(int bits, int i) {
        return bits >>> i & 1;
    }

    private static double half(ByteBuffer b, int at) {
        int bits = b.getShort(at) & 0xFFFF;
        int exponent = bits >> 10 & 31;
        double mantissa = bits & 1023;
        double value;
        if (exponent == 31) {
            value = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            value = exponent == 0 ? mantissa * 0x1p-24 : (1024 + mantissa) * Math.pow(2, exponent - 25);
        }
        return bits >> 15 == 1 ? -value : value;
    }
}
