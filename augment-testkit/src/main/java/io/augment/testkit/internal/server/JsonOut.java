package io.augment.testkit.internal.server;

import java.util.Arrays;

/**
 * Builds bytes in a growing buffer that is used again for every reply: plain ASCII, JSON strings, numbers.
 *
 * <p>Not safe for use by several threads.
 */
public final class JsonOut {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] buffer;
    private int size;

    /** Creates a buffer with room for {@code capacity} bytes before it grows. */
    public JsonOut(int capacity) {
        buffer = new byte[capacity];
    }

    /** Forgets what was written. */
    public void clear() {
        size = 0;
    }

    /** Returns the number of bytes written. */
    public int size() {
        return size;
    }

    /** Returns the buffer itself, of which the first {@link #size()} bytes count. */
    public byte[] array() {
        return buffer;
    }

    /** Returns a copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Appends text that has only ASCII characters, as it is. */
    public JsonOut ascii(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            buffer[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Appends bytes as they are. */
    public JsonOut bytes(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
        return this;
    }

    /** Appends what another buffer holds. */
    public JsonOut all(JsonOut other) {
        return bytes(other.buffer, 0, other.size);
    }

    /** Appends a decimal integer. */
    public JsonOut number(long value) {
        return ascii(Long.toString(value));
    }

    /** Appends a decimal number with at most four digits after the point. */
    public JsonOut number(double value) {
        return ascii(Double.toString(Math.round(value * 1e4) / 1e4));
    }

    /** Appends a JSON string with its quotes, in UTF-8. */
    public JsonOut string(String text) {
        int length = text.length();
        room(length * 6 + 2);
        byte[] out = buffer;
        int at = size;
        out[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                out[at++] = (byte) c;
            } else if (c < 0x80) {
                at = escape(out, at, c);
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | (c >> 6));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                out[at++] = (byte) (0xE0 | (c >> 12));
                out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                out[at++] = (byte) (0xF0 | (codePoint >> 18));
                out[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                out[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (codePoint & 0x3F));
            } else {
                at = unicode(out, at, c);
            }
        }
        out[at++] = '"';
        size = at;
        return this;
    }

    private static int escape(byte[] out, int start, char c) {
        int at = start;
        out[at++] = '\\';
        switch (c) {
            case '"', '\\' -> out[at++] = (byte) c;
            case '\n' -> out[at++] = 'n';
            case '\r' -> out[at++] = 'r';
            case '\t' -> out[at++] = 't';
            default -> at = unicode(out, start, c);
        }
        return at;
    }

    private static int unicode(byte[] out, int start, char c) {
        int at = start;
        out[at++] = '\\';
        out[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            out[at++] = HEX[(c >> shift) & 0xF];
        }
        return at;
    }

    private void room(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
