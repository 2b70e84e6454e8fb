package io.augment.internal.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds bytes eight at a time, and decodes UTF-8 without replacing anything. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long LEADS_C1 = 0xC2C2C2C2C2C2C2C2L;
    private static final long LEADS_SEPARATORS = 0xE2E2E2E2E2E2E2E2L;
    private static final long QUESTIONS = ONES * '?';
    private static final long NEWLINES = ONES * '\n';

    /** First byte of the characters U+0080 to U+00BF, among them the line separator U+0085. */
    static final byte LEAD_C1 = (byte) 0xC2;

    /** First byte of the characters U+2000 to U+2FFF, among them the line separators U+2028 and U+2029. */
    static final byte LEAD_SEPARATORS = (byte) 0xE2;

    private Utf8() {}

    /** Returns the first position of a quote, a backslash or a control character, or {@code to}. */
    static int special(byte[] bytes, int from, int to) {
        int p = from;
        // The highest bit of a byte of "hits" is set where the byte matches; a borrow can only set it too high up, so
        // the
        // lowest one is always right.
        for (; p + 8 <= to; p += 8) {
            long word = (long) LONGS.get(bytes, p);
            long quote = word ^ QUOTES;
            long slash = word ^ BACKSLASHES;
            long hits = ((quote - ONES & ~quote) | (slash - ONES & ~slash) | (word - SPACES & ~word)) & HIGH;
            if (hits != 0) {
                return p + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; p < to; p++) {
            byte b = bytes[p];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return p;
            }
        }
        return to;
    }

    /**
     * Returns the first position of a quote, a backslash, a control character, a question mark, {@link #LEAD_C1} or
     * {@link #LEAD_SEPARATORS}; or {@code to}.
     */
    static int unsafe(byte[] bytes, int from, int to) {
        int p = from;
        for (; p + 8 <= to; p += 8) {
            long word = (long) LONGS.get(bytes, p);
            long quote = word ^ QUOTES;
            long slash = word ^ BACKSLASHES;
            long question = word ^ QUESTIONS;
            long hits = (quote - ONES & ~quote)
                    | (slash - ONES & ~slash)
                    | (word - SPACES & ~word)
                    | (question - ONES & ~question);
            if ((word & HIGH) != 0) {
                long c1 = word ^ LEADS_C1;
                long separator = word ^ LEADS_SEPARATORS;
                hits |= (c1 - ONES & ~c1) | (separator - ONES & ~separator);
            }
            hits &= HIGH;
            if (hits != 0) {
                return p + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; p < to; p++) {
            byte b = bytes[p];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ') || b == '?' || b == LEAD_C1 || b == LEAD_SEPARATORS) {
                return p;
            }
        }
        return to;
    }

    /** Returns whether a text holds a surrogate without its other half. */
    static boolean hasLoneSurrogate(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == length || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Returns eight bytes as a number. */
    static long eight(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Returns the first position of a line feed, or {@code to}. */
    public static int newline(byte[] bytes, int from, int to) {
        int p = from;
        for (; p + 8 <= to; p += 8) {
            long word = (long) LONGS.get(bytes, p) ^ NEWLINES;
            long hits = word - ONES & ~word & HIGH;
            if (hits != 0) {
                return p + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; p < to; p++) {
            if (bytes[p] == '\n') {
                return p;
            }
        }
        return to;
    }

    /** Counts the line feeds. */
    public static int newlines(byte[] bytes, int from, int to) {
        int count = 0;
        for (int p = newline(bytes, from, to); p < to; p = newline(bytes, p + 1, to)) {
            count++;
        }
        return count;
    }

    /**
     * Decodes bytes; a surrogate that was encoded on its own stays one.
     *
     * @return the text, or null when the bytes are not UTF-8
     */
    public static @Nullable String decode(byte[] bytes, int from, int to) {
        String quick = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        // The replacement character may stand in the text itself, or tell of broken bytes.
        return quick.indexOf('\uFFFD') < 0 ? quick : decodeStrictly(bytes, from, to);
    }

    private static @Nullable String decodeStrictly(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int p = from;
        while (p < to) {
            int lead = bytes[p++];
            if (lead >= 0) {
                text.append((char) lead);
                continue;
            }
            int more = lead >> 5 == -2 ? 1 : lead >> 4 == -2 ? 2 : lead >> 3 == -2 ? 3 : 0;
            if (more == 0 || p + more > to) {
                return null;
            }
            int code = lead & (0x3F >> more);
            for (int i = 0; i < more; i++) {
                int next = bytes[p++];
                if ((next & 0xC0) != 0x80) {
                    return null;
                }
                code = code << 6 | next & 0x3F;
            }
            int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
            if (code < least || code > Character.MAX_CODE_POINT) {
                return null;
            }
            text.appendCodePoint(code);
        }
        return text.toString();
    }
}
