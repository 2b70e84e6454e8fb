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
    private static final int SHORT = 16;
    private static final int KEPT_CAPACITY = 1 << 20;

    private final @Nullable TextHash hash;
    private byte[] buf = new byte[1 << 10];
    private int size;
    private boolean inName;

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
        inName = true;
        quoted(name);
        inName = false;
        return raw(':');
    }

    /** Writes a short text of letters that need no escape; writes nothing where the text is another. */
    private boolean plain(String text) {
        int length = text.length();
        if (length > SHORT) {
            return false;
        }
        ensure(length + 2);
        int n = size;
        buf[n++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                return false;
            }
            buf[n++] = (byte) c;
        }
        buf[n++] = '"';
        size = n;
        return true;
    }

    /** Writes a string. */
    public JsonWriter text(String text) {
        separate();
        quoted(text);
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

    /** Writes a number. */
    public JsonWriter number(long value) {
        return literal(Long.toString(value));
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
        return toBytes(0);
    }

    /** Returns a copy of the bytes with so many zeros behind them. */
    public byte[] toBytes(int more) {
        return Arrays.copyOf(buf, size + more);
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
        if (plain(text)) {
            if (hash != null && !inName) {
                hash.add(buf, size - 1 - text.length(), size - 1);
            }
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (hash != null && !inName) {
            hash.add(utf8);
        }
        raw('"');
        int start = size;
        if (!copy(utf8, text)) {
            size = start;
            inPieces(text);
        }
        raw('"');
    }

    /**
     * Copies UTF-8 between the places that need an escape.
     *
     * @return false if the text holds a lone surrogate, for which Java writes a question mark
     */
    private boolean copy(byte[] utf8, String text) {
        boolean checked = false;
        int from = 0;
        while (from < utf8.length) {
            int at = Utf8.unsafe(utf8, from, utf8.length);
            ensure(at - from + 6);
            System.arraycopy(utf8, from, buf, size, at - from);
            size += at - from;
            if (at == utf8.length) {
                return true;
            }
            byte b = utf8[at];
            if (b == '?') {
                if (text.length() == utf8.length) {
                    // Each character is one byte, so that it is known which one this was.
                    if (text.charAt(at) != '?') {
                        return false;
                    }
                } else if (!checked) {
                    if (Utf8.hasLoneSurrogate(text)) {
                        return false;
                    }
                    checked = true;
                }
                buf[size++] = b;
                from = at + 1;
            } else if (b >= 0) {
                size = escape(buf, size, (char) b);
                from = at + 1;
            } else if (b == Utf8.LEAD_C1 && utf8[at + 1] < (byte) 0xA0) {
                size = escape(buf, size, (char) (utf8[at + 1] & 0xFF));
                from = at + 2;
            } else if (b == Utf8.LEAD_SEPARATORS && utf8[at + 1] == (byte) 0x80 && (utf8[at + 2] & 0xFE) == 0xA8) {
                size = escape(buf, size, (char) (0x2000 | (utf8[at + 2] & 0x3F)));
                from = at + 3;
            } else {
                buf[size++] = b;
                from = at + 1;
            }
        }
        return true;
    }

    /** Writes a text with lone surrogates, character by character. */
    private void inPieces(String text) {
        int length = text.length();
        int from = 0;
        while (from < length) {
            int piece = text.offsetByCodePoints(from, 1);
            if (piece == from + 1 && Character.isSurrogate(text.charAt(from))) {
                ensure(6);
                size = escape(buf, size, text.charAt(from));
            } else {
                String character = text.substring(from, piece);
                copy(character.getBytes(StandardCharsets.UTF_8), character);
            }
            from = piece;
        }
    }

    private static int escape(byte[] b, int at, char c) {
        int n = at;
        b[n++] = '\\';
        switch (c) {
            case '"', '\\' -> b[n++] = (byte) c;
            case '\n' -> b[n++] = 'n';
            case '\r' -> b[n++] = 'r';
            case '\t' -> b[n++] = 't';
            default -> {
                b[n++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    b[n++] = HEX[(c >> shift) & 0xF];
                }
            }
        }
        return n;
    }
}
