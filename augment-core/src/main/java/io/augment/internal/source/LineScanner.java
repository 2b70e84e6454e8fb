package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.TextHash;
import io.augment.internal.format.Utf8;
import org.jspecify.annotations.Nullable;

/** Reads a row on each line, JSON or plain text; blank lines are skipped. */
final class LineScanner implements RowScanner {
    private final RowBuffer buffer;
    private final boolean plain;
    private final JsonReader reader;

    /**
     * Creates a scanner.
     *
     * @param plain whether a line is a text as it stands, and not a JSON value
     * @param hash takes the texts of the values, or null
     */
    LineScanner(RowBuffer buffer, boolean plain, @Nullable TextHash hash) {
        this.buffer = buffer;
        this.plain = plain;
        this.reader = new JsonReader(hash);
    }

    @Override
    public @Nullable Scanned next() {
        while (true) {
            int length = lineLength();
            if (length > buffer.limit()) {
                return tooLong();
            }
            boolean last = buffer.pos + length == buffer.end;
            if (last && length == 0) {
                return null;
            }
            int from = buffer.pos;
            int to = from + length;
            long line = buffer.line;
            Scanned found = isBlank(from, to) ? null : parse(from, to, line);
            buffer.pos = last ? to : to + 1;
            buffer.line += last ? 0 : 1;
            if (found != null) {
                return found;
            }
        }
    }

    /** Returns the length of the line at the buffer's position, or more than the limit when it is too long. */
    private int lineLength() {
        int scanned = 0;
        while (true) {
            int newline = Utf8.newline(buffer.bytes, buffer.pos + scanned, buffer.end);
            if (newline < buffer.end) {
                return newline - buffer.pos;
            }
            scanned = buffer.end - buffer.pos;
            if (buffer.isOverLimit() || !buffer.fill()) {
                return scanned;
            }
        }
    }

    private Scanned parse(int from, int to, long line) {
        if (plain) {
            return text(from, to, line);
        }
        try {
            return new Scanned.Value(reader.read(buffer.bytes, from, to), line);
        } catch (JsonProblem e) {
            String detail = "The line is not valid JSON: " + e.detail() + " (byte " + (e.offset() - from + 1)
                    + "). Correct or remove the line.";
            return new Scanned.Bad(line, e.reason(), detail, buffer.shown(to - from));
        }
    }

    private Scanned text(int from, int to, long line) {
        String text = Utf8.decode(buffer.bytes, from, to);
        return text == null
                ? new Scanned.Bad(
                        line,
                        JsonProblem.ENCODING,
                        "The line holds bytes that are not UTF-8. Save the file as UTF-8.",
                        buffer.shown(to - from))
                : new Scanned.Value(new Json.Text(text.strip()), line);
    }

    private Scanned tooLong() {
        Scanned.Bad bad = new Scanned.Bad(
                buffer.line,
                TOO_LONG,
                "The line is longer than " + buffer.limit()
                        + " bytes. Raise the limit with maxRowBytes, or split the line.",
                buffer.shown(buffer.end - buffer.pos));
        while (true) {
            int newline = Utf8.newline(buffer.bytes, buffer.pos, buffer.end);
            if (newline < buffer.end) {
                buffer.pos = newline + 1;
                buffer.line++;
                return bad;
            }
            buffer.pos = buffer.end;
            if (!buffer.fill()) {
                return bad;
            }
        }
    }

    private boolean isBlank(int from, int to) {
        for (int p = from; p < to; p++) {
            byte b = buffer.bytes[p];
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
