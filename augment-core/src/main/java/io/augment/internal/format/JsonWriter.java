package io.augment.internal.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON in UTF-8 to a growing array of bytes. Commas are set where they belong.
 *
 * <p>Lone surrogates, control characters and the line separators U+0085, U+2028 and U+2029 are written as escapes, so
 * that the text is valid UTF-8 and stays on one line for every reader. Not safe for use by many threads.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT_CAPACITY = 1 << 20;

    private final @Nullable TextHash hash;
    private byte[] buf = new byte[1 << 10];
    private int size;

    /** Creates an empty text. */
    public JsonWriter() {
        this(null);
    }

    /** Creates an empty text whose strings are also added to {@code hash}; keys are not. */
    public JsonWriter(@Nullable TextHash hash) {
        this.hash = hash;
    }

    /** Opens an object. */
    public JsonWriter object() {
        return open('{');
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        return raw('}');
    }

    /** Opens an array. */
    public JsonWriter array() {
        return open('[');
    }

    /** Closes an array. */
    public JsonWriter endArray() {
        return raw(']');
    }

    /** Writes a member's key. */
    public JsonWriter name(String name) {
        separate();
        quoted(name);
        return raw(':');
    }

    /** Writes a string. */
    public JsonWriter text(String text) {
        separate();
        quoted(text);
        if (hash != null) {
            hash.add(text);
        }
        return this;
    }

    /** Writes a string, or {@code null}. */
    public JsonWriter textOrNull(@Nullable String text) {
        return text == null ? literal("null") : text(text);
    }

    /** Writes a literal of ASCII characters as it is: a number, {@code true}, {@code false} or {@code null}. */
    public JsonWriter literal(String literal) {
        separate();
        ensure(literal.length());
        for (int i = 0; i < literal.length(); i++) {
            buf[size++] = (byte) literal.charAt(i);
        }
        return this;
    }

    /** Writes a value that was read. */
    public JsonWriter json(Json value) {
        if (value instanceof Json.Text text) {
            text(text.value());
        } else if (value instanceof Json.Literal literal) {
            literal(literal.value());
        } else if (value instanceof Json.Arr array) {
            array();
            for (Json element : array.values()) {
                json(element);
            }
            endArray();
        } else if (value instanceof Json.Obj object) {
            object();
            for (Map.Entry<String, Json> member : object.values().entrySet()) {
                name(member.getKey()).json(member.getValue());
            }
            endObject();
        }
        return this;
    }

    /** Ends a line. */
    public JsonWriter newline() {
        return raw('\n');
    }

    /** Writes a byte as it is, without a comma before it. */
    public JsonWriter raw(char ascii) {
        ensure(1);
        buf[size++] = (byte) ascii;
        return this;
    }

    /** Returns how many bytes were written since the last {@link #clear()}. */
    public int size() {
        return size;
    }

    /** Returns a copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(buf, size);
    }

    /** Hands the bytes to a stream and starts anew. */
    public void drainTo(OutputStream out) throws IOException {
        out.write(buf, 0, size);
        clear();
    }

    /** Starts anew; the hash goes on. */
    public void clear() {
        size = 0;
        if (buf.length > KEPT_CAPACITY) {
            buf = new byte[KEPT_CAPACITY];
        }
    }

    @Override
    public String toString() {
        return new String(buf, 0, size, StandardCharsets.UTF_8);
    }

    private JsonWriter open(char bracket) {
        separate();
        return raw(bracket);
    }

    /** Writes a comma unless a container, a member, a line or an indented place begins here. */
    private void separate() {
        if (size > 0) {
            byte last = buf[size - 1];
            if (last != '{' && last != '[' && last != ':' && last != '\n' && last != ' ') {
                raw(',');
            }
        }
    }

    private void ensure(int more) {
        if (buf.length - size < more) {
            buf = Arrays.copyOf(buf, Math.max(Math.addExact(size, more), (int)
                    Math.min(buf.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }

    private void quoted(String text) {
        raw('"');
        int length = text.length();
        int from = 0;
        while (from < length) {
            // In pieces, so that the room made for the worst case, six bytes a character, stays small.
            int piece = Math.min(length, from + 1024);
            ensure((piece - from) * 6 + 6);
            from = piece(text, from, piece);
        }
        raw('"');
    }

    /** Writes characters up to {@code to}, one more where a surrogate pair straddles it; returns where it ended. */
    private int piece(String text, int from, int to) {
        byte[] b = buf;
        int n = size;
        int i = from;
        while (i < to) {
            char c = text.charAt(i++);
            if (c < 0x80) {
                if (c >= ' ' && c != '"' && c != '\\' && c != 0x7F) {
                    b[n++] = (byte) c;
                } else {
                    n = escape(b, n, c);
                }
            } else if (c < 0x800) {
                if (c < 0xA0) {
                    n = escape(b, n, c);
                } else {
                    b[n++] = (byte) (0xC0 | c >> 6);
                    b[n++] = (byte) (0x80 | c & 0x3F);
                }
            } else if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
                    int code = Character.toCodePoint(c, text.charAt(i++));
                    b[n++] = (byte) (0xF0 | code >> 18);
                    b[n++] = (byte) (0x80 | code >> 12 & 0x3F);
                    b[n++] = (byte) (0x80 | code >> 6 & 0x3F);
                    b[n++] = (byte) (0x80 | code & 0x3F);
                } else {
                    n = escape(b, n, c);
                }
            } else if (c == '\u2028' || c == '\u2029') {
                n = escape(b, n, c);
            } else {
                b[n++] = (byte) (0xE0 | c >> 12);
                b[n++] = (byte) (0x80 | c >> 6 & 0x3F);
                b[n++] = (byte) (0x80 | c & 0x3F);
            }
        }
        size = n;
        return i;
    }

    private static int escape(byte[] b, int at, char c) {
        int n = at;
        b[n++] = '\\';
        switch (c) {
            case '"':
            case '\\':
                b[n++] = (byte) c;
                break;
            case '\n':
                b[n++] = 'n';
                break;
            case '\r':
                b[n++] = 'r';
                break;
            case '\t':
                b[n++] = 't';
                break;
            default:
                b[n++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    b[n++] = HEX[c >> shift & 0xF];
                }
        }
        return n;
    }
}
