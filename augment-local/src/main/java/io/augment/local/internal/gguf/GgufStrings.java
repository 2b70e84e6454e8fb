package io.augment.local.internal.gguf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds a list of texts as one run of bytes: a vocabulary of 150,000 entries takes two objects. Immutable. */
public final class GgufStrings {
    private final byte[] bytes;
    private final int[] ends;

    private GgufStrings(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** Returns how many texts there are. */
    public int size() {
        return ends.length;
    }

    /** Returns a text; bytes that are no UTF-8 become replacement characters. */
    public String get(int index) {
        int start = start(index);
        return new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    /** Returns a text's bytes as they stand in the file; a copy. */
    public byte[] bytes(int index) {
        return Arrays.copyOfRange(bytes, start(index), ends[index]);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public String toString() {
        return "GgufStrings[" + ends.length + "]";
    }

    /** Collects texts. */
    static final class Builder {
        private byte[] bytes = new byte[4096];
        private int[] ends = new int[64];
        private int count;
        private int used;

        /** Makes room for a text, and returns where its bytes go in {@link #array}. */
        int add(int length) {
            int start = used;
            int end = Math.addExact(used, length);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, bytes.length * 2L)));
            }
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            used = end;
            ends[count++] = end;
            return start;
        }

        byte[] array() {
            return bytes;
        }

        GgufStrings build() {
            return new GgufStrings(Arrays.copyOf(bytes, used), Arrays.copyOf(ends, count));
        }
    }
}
