package io.augment.internal.format;

import java.util.Arrays;

/**
 * Goes past quoted texts in UTF-8 without making strings of them, and adds what they say to a hash. Knows only what texts
 * usually hold, and leaves the rest to {@link JsonReader}, to which it is equal where it knows a text. Not safe for use by
 * many threads.
 */
public final class TextSkim {
    /** The text is no usual one: broken, blank, or with escapes of surrogates. */
    public static final int UNKNOWN = -1;

    /** First byte of a character behind U+3FFF; the last white space is U+3000. */
    private static final int LEAD_BEHIND_SPACES = 0xE4;

    private final TextHash hash;
    private byte[] scratch = new byte[1 << 12];

    /** Creates a reader that adds to this hash. */
    public TextSkim(TextHash hash) {
        this.hash = hash;
    }

    /**
     * Goes past the text that begins behind its opening quote.
     *
     * @return the position behind the closing quote; {@link #UNKNOWN} if the text is not known or ends nowhere, with the
     *     hash as it was
     */
    public int text(byte[] bytes, int from, int to) {
        int end = Utf8.special(bytes, from, to);
        if (end >= to) {
            return UNKNOWN;
        }
        if (bytes[end] != '"') {
            return escaped(bytes, from, end, to);
        }
        if (!isSound(bytes, from, end)) {
            return UNKNOWN;
        }
        hash.add(bytes, from, end);
        return end + 1;
    }

    /** Adds a text that is known. */
    public void known(byte[] utf8) {
        hash.add(utf8);
    }

    private int escaped(byte[] bytes, int start, int firstSpecial, int to) {
        int n = 0;
        int from = start;
        int p = firstSpecial;
        while (p < to) {
            int length = p - from;
            if (scratch.length < n + length + 1) {
                scratch = Arrays.copyOf(scratch, Math.max(n + length + 1, scratch.length * 2));
            }
            System.arraycopy(bytes, from, scratch, n, length);
            n += length;
            if (bytes[p] == '"') {
                if (!isSound(scratch, 0, n)) {
                    return UNKNOWN;
                }
                hash.add(scratch, 0, n);
                return p + 1;
            }
            byte meant = bytes[p] == '\\' && p + 1 < to ? JsonReader.meant(bytes[p + 1]) : 0;
            if (meant == 0) {
                return UNKNOWN;
            }
            scratch[n++] = meant;
            from = p + 2;
            p = Utf8.special(bytes, from, to);
        }
        return UNKNOWN;
    }

    /** Returns whether a text is right UTF-8, and not blank. */
    private static boolean isSound(byte[] utf8, int from, int to) {
        return hasInk(utf8, from, to) && Utf8.isRight(utf8, from, to);
    }

    private static boolean hasInk(byte[] utf8, int from, int to) {
        for (int p = from; p < to; p++) {
            if (utf8[p] > ' ' || (utf8[p] & 0xFF) >= LEAD_BEHIND_SPACES) {
                return true;
            }
        }
        return false;
    }
}
