package io.augment.local.internal.gguf;

import org.jspecify.annotations.Nullable;

/** Names the types of tensor values that can be read, with their numbers in the file and the sizes of their blocks. */
public enum GgufType {
    /** 32-bit floating point. */
    F32(0, 1, 4),
    /** 16-bit floating point. */
    F16(1, 1, 2),
    /** 4 bits and a scale. */
    Q4_0(2, 32, 18),
    /** 4 bits, a scale and a minimum. */
    Q4_1(3, 32, 20),
    /** 5 bits and a scale. */
    Q5_0(6, 32, 22),
    /** 5 bits, a scale and a minimum. */
    Q5_1(7, 32, 24),
    /** 8 bits and a scale. */
    Q8_0(8, 32, 34),
    /** 4 bits, scales and minima of groups of 32 within a block. */
    Q4_K(12, 256, 144),
    /** 5 bits, scales and minima of groups of 32 within a block. */
    Q5_K(13, 256, 176),
    /** 6 bits, scales of groups of 16 within a block. */
    Q6_K(14, 256, 210),
    /** The upper half of a 32-bit floating point number. */
    BF16(30, 1, 2);

    private final int id;
    private final int blockValues;
    private final int blockBytes;

    GgufType(int id, int blockValues, int blockBytes) {
        this.id = id;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
    }

    /** Returns the type's number in the file. */
    public int id() {
        return id;
    }

    /** Returns how many values a block holds. */
    public int blockValues() {
        return blockValues;
    }

    /** Returns how many bytes a block takes. */
    public int blockBytes() {
        return blockBytes;
    }

    /** Returns the bytes of a row; the values must fill whole blocks. */
    public long rowBytes(long values) {
        return values / blockValues * blockBytes;
    }

    /** Returns the type with this number, or null. */
    static @Nullable GgufType ofId(long id) {
        for (GgufType type : values()) {
            if (type.id == id) {
                return type;
            }
        }
        return null;
    }
}
