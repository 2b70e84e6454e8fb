package io.augment.internal.format;

import java.nio.charset.StandardCharsets;

/**
 * Sums up a sequence of texts in 64 bits, so that what was read back can be compared with what was meant. Guards against
 * accidents, not against intent. Not safe for use by many threads.
 */
public final class TextHash {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long state;

    /** Adds a text. */
    public void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a text as Java encodes it, sixteen bytes at a time. All lone surrogates are one here.
     */
    void add(byte[] utf8) {
        add(utf8, 0, utf8.length);
    }

    void add(byte[] utf8, int from, int to) {
        int length = to - from;
        long h = state ^ length;
        if (length < 8) {
            long rest = 1;
            for (int p = from; p < to; p++) {
                rest = rest << 8 | (utf8[p] & 0xFF);
            }
            state = mix(h ^ rest);
            return;
        }
        int p = from;
        if (length >= 16) {
            // Two sums, since each step of one waits for the step before.
            long other = ~h;
            for (; p + 16 <= to; p += 16) {
                h = mix(h ^ Utf8.eight(utf8, p));
                other = mix(other ^ Utf8.eight(utf8, p + 8));
            }
            h = mix(h) ^ other;
        }
        if (p + 8 <= to) {
            h = mix(h ^ Utf8.eight(utf8, p));
        }
        // The last eight bytes, some of them for the second time.
        state = mix(h ^ Utf8.eight(utf8, to - 8));
    }

    private static long mix(long h) {
        long product = h * PRIME;
        return product ^ product >>> 32;
    }

    /** Forgets what was added since the sum was this. */
    public void restore(long value) {
        state = value;
    }

    /** Returns the sum so far. */
    public long value() {
        return state;
    }

    /** Returns the sum so far as 16 hexadecimal digits. */
    public String digest() {
        StringBuilder digits = new StringBuilder(Long.toHexString(state));
        while (digits.length() < 16) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }
}
