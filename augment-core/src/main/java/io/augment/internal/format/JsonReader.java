package io.augment.internal.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values (RFC 8259, nothing beyond it) from bytes in UTF-8. Escaped lone surrogates are kept. Reusable; not
 * safe for use by many threads.
 */
public final class JsonReader {
    /** How deep names are left out: members of the outermost object, and of the objects in it. */
    private static final int LEFT_OUT_DEPTH = 2;

    /** How deep arrays and objects may be nested. */
    public static final int MAX_DEPTH = 512;

    private static final int NAMES = 256;
    private static final int LONGEST_CACHED_NAME = 40;

    private final @Nullable TextHash hash;
    private final @Nullable String[] names = new String[NAMES];
    private final byte[][] nameBytes = new byte[NAMES][];
    private byte[] scratch = new byte[1 << 12];
    private int scratchSize;
    private boolean loneSurrogate;
    private Set<String> leftOut = Set.of();
    private byte[] buf = scratch;
    private int pos;
    private int to;

    /** Creates a reader. */
    public JsonReader() {
        this(null);
    }

    /** Creates a reader that adds the texts of what it reads to a hash, in the order in which they stand; keys are left out. */
    public JsonReader(@Nullable TextHash hash) {
        this.hash = hash;
    }

    /**
     * Reads the one value that the bytes hold.
     *
     * @throws JsonProblem if the bytes are not exactly one value with white space around it
     */
    public Json read(byte[] bytes, int from, int end) {
        Json value = readFirst(bytes, from, end);
        int p = space(pos);
        if (p < to) {
            throw JsonProblem.malformed("something follows after the value", p);
        }
        return value;
    }

    /**
     * Reads the one value that the bytes hold, without members of these names, of the outermost object and of the objects in it.
     * What is left out is passed over, which takes a fraction of the time; whether it is right is not looked at.
     *
     * @throws JsonProblem if the rest is not exactly one value with white space around it
     */
    public Json readWithout(Set<String> names, byte[] bytes, int from, int end) {
        leftOut = names;
        try {
            return read(bytes, from, end);
        } finally {
            leftOut = Set.of();
        }
    }

    /**
     * Reads the first value that the bytes hold; {@link #position()} is then behind it.
     *
     * @throws JsonProblem if the bytes do not begin with a value
     */
    public Json readFirst(byte[] bytes, int from, int end) {
        buf = bytes;
        pos = from;
        to = end;
        if (hash == null) {
            return value(0);
        }
        long before = hash.value();
        try {
            return value(0);
        } catch (JsonProblem e) {
            hash.restore(before);
            throw e;
        }
    }

    /** Returns the position behind the value that was read. */
    public int position() {
        return pos;
    }

    private Json value(int depth) {
        int p = space(pos);
        if (p >= to) {
            throw JsonProblem.atEnd(p);
        }
        pos = p;
        return switch (buf[p]) {
            case '"' -> {
                pos = p + 1;
                yield new Json.Text(hash == null ? string() : hashed(hash));
            }
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> literal("true", Json.Literal.TRUE);
            case 'f' -> literal("false", Json.Literal.FALSE);
            case 'n' -> literal("null", Json.Literal.NULL);
            default -> number();
        };
    }

    private Json object(int depth) {
        checkDepth(depth);
        Map<String, Json> members = new Members();
        int p = space(pos + 1);
        if (p < to && buf[p] == '}') {
            pos = p + 1;
            return new Json.Obj(members);
        }
        while (true) {
            expect(p, '"', "a key in quotes");
            pos = p + 1;
            String name = name();
            p = space(pos);
            expect(p, ':', "a colon after the key");
            pos = p + 1;
            if (depth <= LEFT_OUT_DEPTH && leftOut.contains(name)) {
                passOver();
            } else {
                Json value = value(depth);
                if (members.size() == Members.MOST && members instanceof Members) {
                    members = new LinkedHashMap<>(members);
                }
                members.put(name, value);
            }
            p = space(pos);
            if (p < to && buf[p] == '}') {
                pos = p + 1;
                return new Json.Obj(members);
            }
            expect(p, ',', "a comma or the end of the object");
            p = space(p + 1);
        }
    }

    /** Passes over the value at {@code pos}: up to where its brackets are closed, or it ends. */
    private void passOver() {
        int open = 0;
        int p = space(pos);
        while (p < to) {
            byte b = buf[p];
            if (b == '"') {
                p = behindText(p + 1);
            } else if (b == '{' || b == '[') {
                open++;
                p++;
            } else if (open == 0 && (b == ',' || b == '}')) {
                break;
            } else {
                open -= b == '}' || b == ']' ? 1 : 0;
                p++;
            }
        }
        pos = p;
    }

    private int behindText(int from) {
        int p = Utf8.special(buf, from, to);
        while (p < to && buf[p] != '"') {
            p = Utf8.special(buf, Math.min(to, p + (buf[p] == '\\' ? 2 : 1)), to);
        }
        return Math.min(to, p + 1);
    }

    private Json array(int depth) {
        checkDepth(depth);
        List<Json> values = new ArrayList<>();
        int p = space(pos + 1);
        if (p < to && buf[p] == ']') {
            pos = p + 1;
            return new Json.Arr(values);
        }
        pos = p;
        while (true) {
            values.add(value(depth));
            p = space(pos);
            if (p < to && buf[p] == ']') {
                pos = p + 1;
                return new Json.Arr(values);
            }
            expect(p, ',', "a comma or the end of the array");
            pos = p + 1;
        }
    }

    private void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw JsonProblem.malformed("values are nested deeper than " + MAX_DEPTH, pos);
        }
    }

    private void expect(int p, char wanted, String what) {
        if (p >= to) {
            throw JsonProblem.atEnd(p);
        }
        if (buf[p] != wanted) {
            throw JsonProblem.malformed("expected " + what, p);
        }
    }

    private int space(int from) {
        int p = from;
        while (p < to && (buf[p] == ' ' || buf[p] == '\n' || buf[p] == '\r' || buf[p] == '\t')) {
            p++;
        }
        return p;
    }

    /** Returns a key; short ones come from a small table, since rows repeat them. */
    private String name() {
        int start = pos;
        int end = Utf8.special(buf, start, to);
        int length = end - start;
        if (end >= to || buf[end] != '"' || length > LONGEST_CACHED_NAME) {
            return string();
        }
        int hash = length;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + buf[i];
        }
        int slot = (hash ^ hash >>> 8) & NAMES - 1;
        String known = names[slot];
        byte[] bytes = nameBytes[slot];
        if (known != null && Arrays.equals(bytes, 0, bytes.length, buf, start, end)) {
            pos = end + 1;
            return known;
        }
        String name = string().intern(); // code that looks for a name has the same string
        names[slot] = name;
        nameBytes[slot] = Arrays.copyOfRange(buf, start, end);
        return name;
    }

    /** Reads a text and adds it to the hash as Java would encode it. */
    private String hashed(TextHash sum) {
        int start = pos;
        int end = Utf8.special(buf, start, to);
        if (end < to && buf[end] == '"') {
            pos = end + 1;
            sum.add(buf, start, end);
            return decoded(buf, start, end, start);
        }
        loneSurrogate = false;
        String text = escaped(start, end);
        if (loneSurrogate) {
            sum.add(text);
        } else {
            sum.add(scratch, 0, scratchSize);
        }
        return text;
    }

    /** Reads the text that begins at {@code pos}, behind the opening quote. */
    private String string() {
        int start = pos;
        int end = Utf8.special(buf, start, to);
        if (end < to && buf[end] == '"') {
            pos = end + 1;
            return decoded(buf, start, end, start);
        }
        return escaped(start, end);
    }

    private String escaped(int start, int firstSpecial) {
        if (scratch.length < firstSpecial - start) {
            scratch = new byte[firstSpecial - start];
        }
        int n = 0;
        int from = start;
        int p = firstSpecial;
        while (true) {
            int length = p - from;
            // Room for the piece and for one escape, which takes at most four bytes.
            if (scratch.length < n + length + 4) {
                scratch = Arrays.copyOf(scratch, Math.max(n + length + 4, scratch.length * 2));
            }
            System.arraycopy(buf, from, scratch, n, length);
            n += length;
            if (p >= to) {
                throw JsonProblem.atEnd(p);
            }
            if (buf[p] == '"') {
                pos = p + 1;
                scratchSize = n;
                return decoded(scratch, 0, n, start);
            }
            if (buf[p] != '\\') {
                throw JsonProblem.malformed("a text holds a control character that is not escaped", p);
            }
            if (p + 1 >= to) {
                throw JsonProblem.atEnd(p);
            }
            byte escape = buf[p + 1];
            if (escape == 'u') {
                int code = hex(p + 2);
                p += 6;
                if (Character.isHighSurrogate((char) code) && p + 1 < to && buf[p] == '\\' && buf[p + 1] == 'u') {
                    int low = hex(p + 2);
                    if (Character.isLowSurrogate((char) low)) {
                        code = Character.toCodePoint((char) code, (char) low);
                        p += 6;
                    }
                }
                n = encode(code, n);
            } else {
                scratch[n++] = simpleEscape(escape, p);
                p += 2;
            }
            from = p;
            p = Utf8.special(buf, p, to);
        }
    }

    private static byte simpleEscape(byte escape, int at) {
        byte meant = meant(escape);
        if (meant == 0) {
            throw JsonProblem.malformed("a text holds an escape that JSON does not know", at);
        }
        return meant;
    }

    /** Returns what an escape of one letter means, or 0 where JSON knows none. */
    static byte meant(byte escape) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> 0;
        };
    }

    private int hex(int from) {
        int code = 0;
        for (int p = from; p < from + 4; p++) {
            if (p >= to) {
                throw JsonProblem.atEnd(p);
            }
            int digit = Character.digit((char) buf[p], 16);
            if (digit < 0) {
                throw JsonProblem.malformed("an escape \\u needs four hexadecimal digits", p);
            }
            code = code << 4 | digit;
        }
        return code;
    }

    /** Appends a code point to the scratch bytes; a lone surrogate in three bytes, which the decoder takes back. */
    private int encode(int code, int at) {
        int n = at;
        if (code < 0x80) {
            scratch[n++] = (byte) code;
            return n;
        }
        if (code < 0x800) {
            scratch[n++] = (byte) (0xC0 | code >> 6);
        } else {
            if (code < 0x10000) {
                loneSurrogate |= code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
                scratch[n++] = (byte) (0xE0 | code >> 12);
            } else {
                scratch[n++] = (byte) (0xF0 | code >> 18);
                scratch[n++] = (byte) (0x80 | (code >> 12 & 0x3F));
            }
            scratch[n++] = (byte) (0x80 | (code >> 6 & 0x3F));
        }
        scratch[n++] = (byte) (0x80 | (code & 0x3F));
        return n;
    }

    private static String decoded(byte[] bytes, int from, int end, int at) {
        String text = Utf8.decode(bytes, from, end);
        if (text == null) {
            throw JsonProblem.encoding(at);
        }
        return text;
    }

    private Json literal(String word, Json value) {
        for (int i = 0; i < word.length(); i++) {
            if (pos + i >= to) {
                throw JsonProblem.atEnd(to);
            }
            if (buf[pos + i] != word.charAt(i)) {
                throw JsonProblem.malformed("expected a value", pos);
            }
        }
        pos += word.length();
        return value;
    }

    private Json number() {
        int start = pos;
        int p = start;
        if (buf[p] == '-') {
            p++;
        }
        int digits = p;
        p = digits(p);
        if (p == digits) {
            throw p >= to ? JsonProblem.atEnd(p) : JsonProblem.malformed("expected a value", start);
        }
        if (buf[digits] == '0' && p > digits + 1) {
            throw JsonProblem.malformed("a number begins with a zero", start);
        }
        if (p < to && buf[p] == '.') {
            p = someDigits(p + 1);
        }
        if (p < to && (buf[p] == 'e' || buf[p] == 'E')) {
            p++;
            if (p < to && (buf[p] == '+' || buf[p] == '-')) {
                p++;
            }
            p = someDigits(p);
        }
        pos = p;
        return new Json.Literal(decoded(buf, start, p, start));
    }

    private int someDigits(int from) {
        int p = digits(from);
        if (p == from) {
            throw p >= to ? JsonProblem.atEnd(p) : JsonProblem.malformed("a number lacks a digit", p);
        }
        return p;
    }

    private int digits(int from) {
        int p = from;
        while (p < to && buf[p] >= '0' && buf[p] <= '9') {
            p++;
        }
        return p;
    }
}
