package io.augment.internal.source;

import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a damaged element, so that those behind it can be read.
 *
 * <p>First by its brackets: the damage lies inside, a bad escape or a bare word. Where the brackets do not close, because
 * a quote or a bracket is missing, the next object is looked for that parses and begins with the same key as an element
 * before it; elements of an array nearly always do, and what is nested in them does not.
 */
final class Resync {
    private static final int ATTEMPTS = 1_000;
    private static final int KEYS = 16;

    private final RowBuffer buffer;
    private final JsonReader reader = new JsonReader();
    private final Set<String> firstKeys = new HashSet<>();
    private @Nullable String firstKey;
    private boolean needsComma;

    Resync(RowBuffer buffer) {
        this.buffer = buffer;
    }

    /** Notes the first key of the object at the position, if there is one. */
    void noteFirstKey() {
        firstKey = firstKeys.size() < KEYS ? keyAt(0) : null;
    }

    /** Keeps the noted key as one that elements begin with. */
    void keepFirstKey() {
        if (firstKey != null) {
            firstKeys.add(firstKey);
        }
    }

    /** Returns whether a comma or an end must follow before the next element; known after {@link #next()}. */
    boolean needsComma() {
        return needsComma;
    }

    /** Returns how many bytes to leave out, at least one; or -1 when nothing can be made out behind the damage. */
    int next() {
        int length = bracketedLength();
        needsComma = length > 0;
        if (length < 0) {
            length = nextObject();
        }
        return length;
    }

    /** Returns the length of the element by its brackets, or -1. */
    private int bracketedLength() {
        BitSet objects = new BitSet();
        int depth = 0;
        boolean inText = false;
        boolean closed = false;
        byte before = 0;
        for (int i = 0; available(i); i++) {
            byte b = buffer.bytes[buffer.pos + i];
            if (isSpace(b) && !inText) {
                continue;
            }
            if (closed && !isOneOf(b, '}', ']', ',', ':')) {
                return -1;
            }
            closed = false;
            if (inText) {
                if (b == '\n') {
                    return -1;
                }
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    inText = false;
                    closed = true;
                    continue;
                }
            } else if (b == '"') {
                // Behind a quote that is missing or too many, texts and what is between them change places.
                if (i > 0 && !isOneOf(before, '{', '[', ',', ':')) {
                    return -1;
                }
                inText = true;
            } else if (b == '{' || b == '[') {
                if (depth == 0 && i > 0) {
                    return i;
                }
                objects.set(depth++, b == '{');
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth < 0) {
                    return i > 0 ? i : -1;
                }
                if (objects.get(depth) != (b == '}')) {
                    return -1;
                }
                if (depth == 0) {
                    return delimiterFollows(i + 1) ? i + 1 : -1;
                }
            } else if (b == ',' && depth == 0) {
                return i > 0 ? i : 1;
            }
            before = b;
        }
        return -1;
    }

    private static boolean isOneOf(byte b, char... wanted) {
        for (char c : wanted) {
            if (b == c) {
                return true;
            }
        }
        return false;
    }

    private boolean delimiterFollows(int from) {
        for (int i = from; available(i); i++) {
            byte b = buffer.bytes[buffer.pos + i];
            if (!isSpace(b)) {
                return b == ',' || b == ']' || b == '}';
            }
        }
        return true;
    }

    private int nextObject() {
        String own = keyAt(0);
        Set<String> keys = new HashSet<>(firstKeys);
        if (own != null) {
            keys.add(own);
        }
        int attempts = 0;
        boolean open = false;
        for (int i = 1; available(i) && attempts < ATTEMPTS; i++) {
            byte b = buffer.bytes[buffer.pos + i];
            if (b == '{' && open) {
                String key = keyAt(i);
                if (key != null && keys.contains(key)) {
                    attempts++;
                    if (parses(i)) {
                        return i;
                    }
                }
            }
            // An object can begin behind a comma or at the start of a line.
            open = b == ',' || b == '\n' || (open && isSpace(b));
        }
        return -1;
    }

    private boolean parses(int at) {
        while (true) {
            try {
                reader.readFirst(buffer.bytes, buffer.pos + at, buffer.end);
                return true;
            } catch (JsonProblem e) {
                if (!e.atEnd() || buffer.isOverLimit() || !buffer.fill()) {
                    return false;
                }
            }
        }
    }

    /** Returns the first key of the object that begins behind the position, or null where none does. */
    private @Nullable String keyAt(int at) {
        int i = at;
        if (!available(i) || buffer.bytes[buffer.pos + i] != '{') {
            return null;
        }
        do {
            i++;
        } while (available(i) && isSpace(buffer.bytes[buffer.pos + i]));
        if (!available(i) || buffer.bytes[buffer.pos + i] != '"') {
            return null;
        }
        int start = i + 1;
        for (i = start; i < start + 100 && available(i); i++) {
            byte b = buffer.bytes[buffer.pos + i];
            if (b == '"') {
                return new String(buffer.bytes, buffer.pos + start, i - start, StandardCharsets.UTF_8);
            }
            if (b == '\\' || b == '\n') {
                return null;
            }
        }
        return null;
    }

    private boolean available(int i) {
        while (buffer.pos + i >= buffer.end) {
            if (buffer.isOverLimit() || !buffer.fill()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
