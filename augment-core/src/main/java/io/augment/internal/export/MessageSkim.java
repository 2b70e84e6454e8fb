package io.augment.internal.export;

import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import io.augment.internal.format.TextSkim;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Knows a line with {@code messages} as {@link MessageRows} writes it: a system message at most at the beginning, then user
 * and assistant in turns, the assistant last. It takes no row that {@link ChatCheck} would not.
 */
final class MessageSkim implements RowSkim {
    private static final byte[] ROW = ascii("{\"messages\":[");
    private static final byte[] ROLE = ascii("{\"role\":\"");
    private static final byte[] CONTENT = ascii("\",\"content\":\"");
    private static final byte[] ROW_END = ascii("]}\n");
    private static final byte[] SYSTEM = ascii("system");
    private static final byte[] USER = ascii("user");
    private static final byte[] ASSISTANT = ascii("assistant");

    private final TextHash hash;
    private final TextSkim texts;

    MessageSkim(TextHash hash) {
        this.hash = hash;
        this.texts = new TextSkim(hash);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int row(byte[] bytes, int from, int to) {
        long before = hash.value();
        int end = messages(bytes, from, to);
        if (end == UNKNOWN) {
            hash.restore(before);
        }
        return end;
    }

    private int messages(byte[] bytes, int from, int to) {
        int p = behind(ROW, bytes, from, to);
        int system = message(SYSTEM, bytes, p, to);
        if (system != UNKNOWN) {
            p = comma(bytes, system, to);
        }
        while (true) {
            p = comma(bytes, message(USER, bytes, p, to), to);
            p = message(ASSISTANT, bytes, p, to);
            if (p == UNKNOWN || p >= to) {
                return UNKNOWN;
            }
            if (bytes[p] == ']') {
                return behind(ROW_END, bytes, p, to);
            }
            p = comma(bytes, p, to);
        }
    }

    /** Returns the position behind the message, or {@link #UNKNOWN}; so too where {@code from} is that. */
    private int message(byte[] role, byte[] bytes, int from, int to) {
        int p = behind(CONTENT, bytes, behind(role, bytes, behind(ROLE, bytes, from, to), to), to);
        if (p == UNKNOWN) {
            return UNKNOWN;
        }
        texts.known(role);
        int end = texts.text(bytes, p, to);
        return end != UNKNOWN && end < to && bytes[end] == '}' ? end + 1 : UNKNOWN;
    }

    private static int comma(byte[] bytes, int at, int to) {
        return at != UNKNOWN && at < to && bytes[at] == ',' ? at + 1 : UNKNOWN;
    }

    private static int behind(byte[] wanted, byte[] bytes, int from, int to) {
        int end = from + wanted.length;
        return from != UNKNOWN && end <= to && Arrays.equals(wanted, 0, wanted.length, bytes, from, end)
                ? end
                : UNKNOWN;
    }
}
