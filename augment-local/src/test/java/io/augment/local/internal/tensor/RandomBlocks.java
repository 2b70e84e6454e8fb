package io.augment.local.internal.tensor;

import io.augment.local.internal.gguf.GgufType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Makes packed values for tests: random bits with scales that keep the values near a given size. */
public final class RandomBlocks {
    private RandomBlocks() {}

    /** Returns packed values whose standard deviation is about {@code size}. */
    public static byte[] of(GgufType type, int count, double size, Random random) {
        byte[] bytes = new byte[count / type.blockValues() * type.blockBytes()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type.blockValues() == 1) {
            for (int i = 0; i < count; i++) {
                float value = (float) (random.nextGaussian() * size);
                switch (type) {
                    case F32 -> buffer.putFloat(4 * i, value);
                    case F16 -> buffer.putShort(2 * i, half(value));
                    default -> buffer.putShort(2 * i, (short) (Float.floatToIntBits(value) >>> 16));
                }
            }
            return bytes;
        }
        random.nextBytes(bytes);
        for (int at = 0; at < bytes.length; at += type.blockBytes()) {
            double spread = 0.8 + 0.4 * random.nextDouble();
            switch (type) {
                case Q8_0 -> buffer.putShort(at, half(size * spread / 74));
                case Q4_0 -> buffer.putShort(at, half(size * spread / 4.6));
                case Q5_0 -> buffer.putShort(at, half(size * spread / 9.2));
                case Q4_1 -> {
                    buffer.putShort(at, half(size * spread / 4.6));
                    buffer.putShort(at + 2, half(-7.5 * size * spread / 4.6));
                }
                case Q5_1 -> {
                    buffer.putShort(at, half(size * spread / 9.2));
                    buffer.putShort(at + 2, half(-15.5 * size * spread / 9.2));
                }
                case Q4_K -> {
                    buffer.putShort(at, half(size * spread / 4.6 / 32));
                    buffer.putShort(at + 2, half(7.5 * size * spread / 4.6 / 32));
                }
                case Q5_K -> {
                    buffer.putShort(at, half(size * spread / 9.2 / 32));
                    buffer.putShort(at + 2, half(15.5 * size * spread / 9.2 / 32));
                }
                case Q6_K -> buffer.putShort(at + 208, half(size * spread / 18.5 / 74));
                default -> throw new IllegalArgumentException(type.name());
            }
        }
        return bytes;
    }

    /** Rounds to a 16-bit floating point number; small ones become 0. */
    public static short half(double value) {
        int bits = Float.floatToIntBits((float) value);
        int exponent = (bits >>> 23 & 0xFF) - 127 + 15;
        if (exponent <= 0) {
            // Small numbers have no leading 1: round(value * 2^24) is their mantissa.
            return (short) (bits >>> 16 & 0x8000 | (int) Math.rint(Math.abs(value) * 0x1p24));
        }
        return (short) (bits >>> 16 & 0x8000 | Math.min(exponent, 30) << 10 | bits >>> 13 & 0x3FF);
    }
}
