package io.augment.internal.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table with a header, CSV after RFC 4180 or its like with tabs or semicolons. Records are cut here, so that a
 * quote that is not closed costs only its line; the fields of each are read by FastCSV. Empty cells count as absent.
 */
final class TableScanner implements RowScanner {
    private static final String MALFORMED = "malformed-csv";

    private final RowBuffer buffer;
    private final byte separator;
    private final CsvReader.CsvReaderBuilder csv;
    private final List<String> titles;

    TableScanner(RowBuffer buffer, char separator) {
        this.buffer = buffer;
        this.separator = (byte) separator;
        this.csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .maxBufferSize(Math.max(buffer.limit(), 1 << 16));
        this.titles = header();
    }

    private List<String> header() {
        int length = Math.max(recordLength(), 0);
        String line = new String(buffer.bytes, buffer.pos, length, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        for (String title : fields(line)) {
            String name = title.isBlank() ? "column" + (names.size() + 1) : title.strip();
            int number = 2;
            String unique = name;
            while (names.contains(unique)) {
                unique = name + "#" + number++;
            }
            names.add(unique);
        }
        consume(length);
        return names;
    }

    @Override
    public @Nullable Scanned next() {
        while (buffer.pos < buffer.end || buffer.fill()) {
            long line = buffer.line;
            int length = recordLength();
            if (length < 0) {
                return damagedLine(line);
            }
            String text = Utf8.decode(buffer.bytes, buffer.pos, buffer.pos + length);
            if (text == null) {
                Scanned.Bad bad = new Scanned.Bad(
                        line,
                        JsonProblem.ENCODING,
                        "The row holds bytes that are not UTF-8. Save the file as UTF-8.",
                        buffer.shown(length));
                consume(length);
                return bad;
            }
            if (text.isBlank()) {
                consume(length);
                continue;
            }
            Scanned found = row(text, line, length);
            consume(length);
            return found;
        }
        return null;
    }

    private Scanned row(String text, long line, int length) {
        List<String> fields;
        try {
            fields = fields(text);
        } catch (CsvParseException e) {
            return new Scanned.Bad(
                    line, MALFORMED, "The row is not valid CSV: a quote stands where none may.", buffer.shown(length));
        }
        if (fields.size() != titles.size()) {
            return new Scanned.Bad(
                    line,
                    "wrong-columns",
                    "The row has " + fields.size() + " cells, but the header has " + titles.size()
                            + ". Put cells that hold a separator in quotes.",
                    buffer.shown(length));
        }
        Map<String, Json> cells = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                cells.put(titles.get(i), new Json.Text(fields.get(i)));
            }
        }
        // A column by which rows are recognized stays even where it is empty.
        titles.stream().filter(RowKeys::isRowKey).forEach(title -> cells.putIfAbsent(title, Json.Literal.NULL));
        return new Scanned.Value(new Json.Obj(cells), line);
    }

    private List<String> fields(String record) {
        return record.isEmpty() ? List.of() : csv.ofSingleCsvRecord(record).getFields();
    }

    /** Leaves out one line of a record whose quotes do not fit; what follows is tried as a record of its own. */
    private Scanned damagedLine(long line) {
        boolean tooLong = buffer.isOverLimit();
        int end = Utf8.newline(buffer.bytes, buffer.pos, buffer.end);
        int length = end - buffer.pos;
        Scanned.Bad bad = tooLong
                ? new Scanned.Bad(
                        line,
                        TOO_LONG,
                        "The row is longer than " + buffer.limit() + " bytes; a quote may not be closed.",
                        buffer.shown(length))
                : new Scanned.Bad(
                        line,
                        MALFORMED,
                        "The row is not valid CSV: a quote is not closed, or stands inside a cell without being doubled.",
                        buffer.shown(length));
        while (end == buffer.end && !buffer.eof) {
            buffer.pos = buffer.end;
            if (buffer.fill()) {
                end = Utf8.newline(buffer.bytes, buffer.pos, buffer.end);
            }
        }
        consume(end - buffer.pos);
        return bad;
    }

    /** Consumes a record and the line feed behind it. */
    private void consume(int length) {
        buffer.advance(Math.min(length + 1, buffer.end - buffer.pos));
    }

    /** Returns the length of the record without its line feed; -1 where its quotes do not fit, or it is too long. */
    private int recordLength() {
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; ; i++) {
            if (!available(i)) {
                return quoted || buffer.isOverLimit() ? -1 : i;
            }
            byte b = buffer.bytes[buffer.pos + i];
            if (quoted) {
                if (b == '"') {
                    byte next = available(i + 1) ? buffer.bytes[buffer.pos + i + 1] : (byte) '\n';
                    if (next == '"') {
                        i++;
                    } else if (next == separator || next == '\n' || next == '\r') {
                        quoted = false;
                    } else {
                        return -1;
                    }
                }
            } else if (b == '\n') {
                return i;
            } else if (b == '"' && fieldStart) {
                quoted = true;
            }
            fieldStart = !quoted && b == separator;
        }
    }

    private boolean available(int i) {
        while (buffer.pos + i >= buffer.end) {
            if (buffer.isOverLimit() || !buffer.fill()) {
                return false;
            }
        }
        return true;
    }
}
