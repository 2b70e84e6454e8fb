package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells from the first bytes of a file how it is cut into rows; the file's name says nothing. */
final class Detector {
    /** How many lines are tried when the first one is no JSON. */
    private static final int LINES_TRIED = 20;

    private final byte[] bytes;
    private final int from;
    private final int end;
    private final Set<String> columns;
    private final JsonReader reader = new JsonReader();

    private Detector(RowBuffer buffer, Set<String> columns) {
        this.columns = columns;
        this.bytes = buffer.bytes;
        this.from = buffer.pos;
        this.end = buffer.end;
    }

    /**
     * Looks at what is in the buffer, and consumes the white space before it.
     *
     * @param columns titles that mark the header of a table, beside the usual ones
     */
    static Layout detect(RowBuffer buffer, Set<String> columns) {
        if (!buffer.skipSpace()) {
            return Layout.JSON_LINES;
        }
        if (buffer.end - buffer.pos < buffer.bytes.length / 2) {
            buffer.fill();
        }
        return new Detector(buffer, columns).layout();
    }

    private Layout layout() {
        return switch (bytes[from]) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> holdsValue(from, lineEnd(from)) ? Layout.JSON_LINES : other();
            default -> other();
        };
    }

    /** An object is a line, or it is spread over lines or holds the rows. */
    private Layout object() {
        int lineEnd = lineEnd(from);
        if (lineEnd < end && holdsValue(from, lineEnd) && !isBlank(lineEnd)) {
            return Layout.JSON_LINES;
        }
        Walk walk = new Walk();
        if (walk.holdsRows) {
            return Layout.JSON_OBJECT;
        }
        // A problem right at the end of the line is a text that breaks off there.
        boolean goesOn = walk.stop > lineEnd || (walk.stop == lineEnd && !walk.failed);
        if (goesOn && lineEnd < end) {
            return nextLineHoldsObject(lineEnd) ? Layout.JSON_LINES : Layout.JSON;
        }
        return Layout.JSON_LINES;
    }

    private Layout array() {
        int lineEnd = lineEnd(from);
        if (lineEnd == end) {
            return Layout.JSON;
        }
        if (holdsValue(from, lineEnd)) {
            return isBlank(lineEnd) ? Layout.JSON : Layout.JSON_LINES;
        }
        byte last = bytes[lastNonBlank(lineEnd)];
        return last != '[' && last != ',' && nextLineHoldsObject(lineEnd) ? Layout.JSON_LINES : Layout.JSON;
    }

    /** The first line is no JSON: a CSV header, or a bad line in a file of JSON Lines. */
    private Layout other() {
        Layout table = Layout.ofHeader(text(from, lineEnd(from)), columns);
        if (table != Layout.UNKNOWN) {
            return table;
        }
        int p = from;
        for (int i = 0; i < LINES_TRIED && p < end; i++) {
            int lineEnd = lineEnd(p);
            if (holdsObject(p, lineEnd)) {
                return Layout.JSON_LINES;
            }
            p = Math.min(lineEnd + 1, end);
        }
        return Layout.UNKNOWN;
    }

    private boolean nextLineHoldsObject(int lineEnd) {
        int p = lineEnd;
        while (p < end && isSpace(bytes[p])) {
            p++;
        }
        return p < end && holdsObject(p, lineEnd(p));
    }

    private boolean holdsObject(int start, int lineEnd) {
        try {
            return reader.read(bytes, start, lineEnd) instanceof Json.Obj;
        } catch (JsonProblem e) {
            return false;
        }
    }

    private boolean holdsValue(int start, int lineEnd) {
        try {
            reader.read(bytes, start, lineEnd);
            return true;
        } catch (JsonProblem e) {
            return false;
        }
    }

    private boolean isBlank(int start) {
        for (int p = start; p < end; p++) {
            if (!isSpace(bytes[p])) {
                return false;
            }
        }
        return true;
    }

    private int lastNonBlank(int lineEnd) {
        int p = lineEnd - 1;
        while (p > from && isSpace(bytes[p])) {
            p--;
        }
        return p;
    }

    private int lineEnd(int start) {
        return Utf8.newline(bytes, start, end);
    }

    private String text(int start, int stop) {
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Walks over the members of the first object as far as it is there. */
    private final class Walk {
        private int stop = from + 1;
        private boolean holdsRows;
        private boolean failed;

        Walk() {
            boolean isRow = false;
            try {
                for (stop = space(stop); bytes[stop] != '}'; stop = space(stop)) {
                    Json key = reader.readFirst(bytes, stop, end);
                    stop = skip(reader.position(), ':');
                    isRow |= key instanceof Json.Text name && RowKeys.isRowKey(name.value());
                    holdsRows |= bytes[stop] == '[' && bytes[space(stop + 1)] == '{';
                    reader.readFirst(bytes, stop, end);
                    stop = skip(reader.position(), ',');
                }
            } catch (JsonProblem e) {
                stop = Math.min(e.offset(), end);
                failed = true;
            }
            // A row may well hold lists of objects, such as its turns.
            holdsRows &= !isRow;
        }

        private int skip(int start, char separator) {
            int p = space(start);
            return bytes[p] == separator ? space(p + 1) : p;
        }

        private int space(int start) {
            int p = start;
            while (p < end && isSpace(bytes[p])) {
                p++;
            }
            if (p >= end) {
                throw JsonProblem.malformed("the first bytes end here", end);
            }
            return p;
        }
    }
}
