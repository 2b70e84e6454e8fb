package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.TextHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is not one value on each line: an array of rows, an object that holds such an array, or objects that
 * span lines. Each element is parsed on its own; behind a damaged one {@link Resync} finds the next.
 */
final class TreeScanner implements RowScanner {
    private final RowBuffer buffer;
    private final JsonReader reader;
    private final Resync resync;
    private final boolean rowsInObject;
    private boolean inArray;
    private boolean afterComma;
    private boolean tolerant;
    private int arrays;
    private boolean needsComma;
    private boolean sawArray;
    /** Members of the object that is open around the rows, or is itself the row; null outside of one. */
    private @Nullable Map<String, Json> members;

    private long memberLine;
    private JsonProblem problem = JsonProblem.malformed("nothing was read yet", 0);

    /**
     * Creates a scanner.
     *
     * @param rowsInObject whether an object at the top holds the rows, and is not one itself
     * @param hash takes the texts of the values, or null
     */
    TreeScanner(RowBuffer buffer, boolean rowsInObject, @Nullable TextHash hash) {
        this.buffer = buffer;
        this.reader = new JsonReader(hash);
        this.rowsInObject = rowsInObject;
        this.resync = new Resync(buffer);
    }

    @Override
    public @Nullable Scanned next() {
        while (true) {
            Scanned found = inArray ? element() : members != null ? member(members) : topLevel();
            if (found != null) {
                return found;
            }
            if (!inArray && members == null && !buffer.skipSpace()) {
                return null;
            }
        }
    }

    /** Returns whether something was passed over that one strict array has not. */
    boolean isTolerant() {
        return tolerant || arrays != 1;
    }

    private @Nullable Scanned topLevel() {
        if (!buffer.skipSpace()) {
            return null;
        }
        byte b = buffer.bytes[buffer.pos];
        if (b == '[') {
            buffer.pos++;
            inArray = true;
            needsComma = false;
            tolerant |= ++arrays > 1;
            return null;
        }
        tolerant = true;
        if (b == '{' && rowsInObject) {
            resync.noteFirstKey();
            buffer.pos++;
            members = new LinkedHashMap<>();
            memberLine = buffer.line;
            needsComma = false;
            sawArray = false;
            return null;
        }
        return row();
    }

    private Scanned row() {
        long line = buffer.line;
        resync.noteFirstKey();
        Json value = value();
        if (value == null) {
            return damaged();
        }
        resync.keepFirstKey();
        return new Scanned.Value(value, line);
    }

    private @Nullable Scanned element() {
        if (!buffer.skipSpace()) {
            return truncated("array");
        }
        byte b = buffer.bytes[buffer.pos];
        if (b == ']') {
            buffer.pos++;
            inArray = false;
            tolerant |= afterComma;
            needsComma = members != null;
            return null;
        }
        if (b == ',' && needsComma) {
            buffer.pos++;
            needsComma = false;
            afterComma = true;
            return null;
        }
        tolerant |= needsComma;
        needsComma = true;
        afterComma = false;
        return row();
    }

    /** Reads one member of the object around the rows; an array of objects in it is where the rows are. */
    private @Nullable Scanned member(Map<String, Json> open) {
        if (!buffer.skipSpace()) {
            return truncated("object");
        }
        byte b = buffer.bytes[buffer.pos];
        if (b == '}') {
            buffer.pos++;
            members = null;
            return sawArray ? null : new Scanned.Value(new Json.Obj(open), memberLine);
        }
        if (b == ',' && needsComma) {
            buffer.pos++;
            needsComma = false;
            return null;
        }
        Json key = value();
        if (key == null) {
            return memberDamaged(problem.detail());
        }
        if (!(key instanceof Json.Text name) || !buffer.skipSpace() || buffer.bytes[buffer.pos] != ':') {
            return memberDamaged("expected a key in quotes and a colon");
        }
        buffer.pos++;
        if (!RowKeys.isRowKey(name.value()) && rowsFollow()) {
            inArray = true;
            sawArray = true;
            needsComma = false;
            return null;
        }
        Json value = value();
        needsComma = true;
        if (value == null) {
            return memberDamaged(problem.detail());
        }
        open.put(name.value(), value);
        return null;
    }

    /** Consumes the start of an array of objects, if that is what follows. */
    private boolean rowsFollow() {
        if (!buffer.skipSpace() || buffer.bytes[buffer.pos] != '[') {
            return false;
        }
        int p = 1;
        while (true) {
            while (buffer.pos + p < buffer.end) {
                byte b = buffer.bytes[buffer.pos + p];
                if (b == '{') {
                    buffer.pos++;
                    return true;
                }
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
                p++;
            }
            if (!buffer.fill()) {
                return false;
            }
        }
    }

    /** Parses the value at the position and consumes it; returns null and keeps the problem where there is none. */
    private @Nullable Json value() {
        while (true) {
            try {
                Json json = reader.readFirst(buffer.bytes, buffer.pos, buffer.end);
                // A number at the end of the buffer may go on behind it.
                if (reader.position() == buffer.end && json instanceof Json.Literal && buffer.fill()) {
                    continue;
                }
                buffer.advance(reader.position() - buffer.pos);
                return json;
            } catch (JsonProblem e) {
                if (!e.atEnd() || buffer.isOverLimit() || !buffer.fill()) {
                    problem = e;
                    return null;
                }
            }
        }
    }

    private Scanned damaged() {
        long line = buffer.line;
        boolean tooLong = buffer.isOverLimit();
        String reason = tooLong ? TOO_LONG : problem.reason();
        String what = tooLong
                ? "The record is longer than " + buffer.limit() + " bytes."
                : "The record is not valid JSON: " + problem.detail() + ".";
        int length = resync.next();
        if (length < 0) {
            return giveUp(line, reason, what);
        }
        Scanned.Bad bad = new Scanned.Bad(line, reason, what + " Correct or remove it.", buffer.shown(length));
        buffer.advance(length);
        needsComma = resync.needsComma();
        return bad;
    }

    private Scanned memberDamaged(String what) {
        long line = buffer.line;
        String detail = "The object is not valid JSON: " + what + ".";
        members = null;
        int length = resync.next();
        if (length < 0) {
            return giveUp(line, JsonProblem.MALFORMED, detail);
        }
        Scanned.Bad bad = new Scanned.Bad(line, JsonProblem.MALFORMED, detail, buffer.shown(length));
        buffer.advance(length);
        return bad;
    }

    private Scanned giveUp(long line, String reason, String what) {
        Scanned.Bad bad = new Scanned.Bad(
                line,
                reason,
                what + " No record could be made out behind it, so the rest of the file was left out.",
                buffer.shown(buffer.end - buffer.pos));
        buffer.drain();
        inArray = false;
        members = null;
        return bad;
    }

    private Scanned truncated(String open) {
        inArray = false;
        members = null;
        return new Scanned.Bad(
                buffer.line,
                TRUNCATED,
                "The file ends before its " + open + " is closed; records may be missing at its end.",
                null);
    }
}
