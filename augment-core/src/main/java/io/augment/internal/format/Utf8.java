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
        for (; p + 16 <= to; p += 16) {
            long hits = specials((long) LONGS.get(bytes, p));
            long more = specials((long) LONGS.get(bytes, p + 8));
            if ((hits | more) != 0) {
                return hits != 0 ? first(hits, p) : first(more, p + 8);
            }
        }
        if (p + 8 <= to) {
            long hits = specials((long) LONGS.get(bytes, p));
            if (hits != 0) {
                return first(hits, p);
            }
            p += 8;
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
     * Returns a word whose highest bits of bytes are set where a byte matches. A borrow can also set one too high up, so that
     * only the lowest one is always right.
     */
    private static long specials(long word) {
        // A byte that matches is ASCII; what its difference to the one that is sought says of other bytes does not
        // count.
        return ((word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES | word - SPACES) & ~word & HIGH;
    }

    /** Returns the same as {@link #specials}, for what {@link #unsafe} seeks. */
    private static long unsafes(long word) {
        long ascii = ((word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES | (word ^ QUESTIONS) - ONES | word - SPACES)
                & ~word;
        if ((word & HIGH) == 0) {
            return ascii & HIGH;
        }
        return (ascii | (((word ^ LEADS_C1) - ONES | (word ^ LEADS_SEPARATORS) - ONES) & word)) & HIGH;
    }

    private static int first(long hits, int at) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
    }

    /**
     * Returns the first position of a quote, a backslash, a control character, a question mark, {@link #LEAD_C1} or
     * {@link #LEAD_SEPARATORS}; or {@code to}.
     */
    static int unsafe(byte[] bytes, int from, int to) {
        int p = from;
        for (; p + 16 <= to; p += 16) {
            long hits = unsafes((long) LONGS.get(bytes, p));
            long more = unsafes((long) LONGS.get(bytes, p + 8));
            if ((hits | more) != 0) {
                return hits != 0 ? first(hits, p) : first(more, p + 8);
            }
        }
        if (p + 8 <= to) {
            long hits = unsafes((long) LONGS.get(bytes, p));
            if (hits != 0) {
                return first(hits, p);
            }
            p += 8;
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

    /** Returns whether bytes are UTF-8 as the standard has it, without surrogates. */
    static boolean isRight(byte[] bytes, int from, int to) {
        int p = from;
        while (true) {
            while (p + 8 <= to && ((long) LONGS.get(bytes, p) & HIGH) == 0) {
                p += 8;
            }
            int wordEnd = Math.min(p + 8, to);
            while (p < wordEnd) {
                int length = characterLength(bytes, p, to);
                if (length == 0) {
                    return false;
                }
                p += length;
            }
            if (p >= to) {
                return true;
            }
        }
    }

    /** Returns how many bytes the character has, or 0 if it is broken. */
    private static int characterLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        for (int p = at + 1; p < at + length; p++) {
            if ((bytes[p] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean wrong = (lead == 0xE0 && second < 0xA0)
                || (lead == 0xED && second >= 0xA0)
                || (lead == 0xF0 && second < 0x90)
                || (lead == 0xF4 && second >= 0x90);
        return wrong ? 0 : length;
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
                code = code << 6 | (next & 0x3F);
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
