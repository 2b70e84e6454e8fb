package io.augment.internal.export;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.export.ExportException;
import io.augment.export.ExportFormat;
import io.augment.export.ExportSummary;
import io.augment.export.ExportWriter;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.format.TextHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A plain table after RFC 4180 in UTF-8, with a header; the history is a list of rounds as JSON text. */
final class CsvFormat implements ExportFormat {
    private static final List<String> TITLES = List.of("id", "instruction", "input", "output", "system", "history");
    private static final int MAX_FIELD = 1 << 28;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String fileName() {
        return "table.csv";
    }

    /** A table holds any single or repeated round; only lone surrogates have no form in it. */
    @Override
    public @Nullable String unfit(Example example) {
        String reason = Dialog.unfitPrompt(example.instruction());
        if (reason != null) {
            return reason;
        }
        for (String cell : cells(example)) {
            for (int i = 0; i < cell.length(); i++) {
                if (Character.isSurrogate(cell.charAt(i))) {
                    if (!Character.isSurrogatePair(cell.charAt(i), i + 1 < cell.length() ? cell.charAt(i + 1) : ' ')) {
                        return "lone-surrogate";
                    }
                    i++;
                }
            }
        }
        return null;
    }

    private static List<String> cells(Example example) {
        Instruction instruction = example.instruction();
        String response = example.response();
        return List.of(
                instruction.id(),
                instruction.text(),
                instruction.input(),
                response == null ? "" : response,
                instruction.system(),
                history(instruction.history()));
    }

    private static String history(List<Turn> turns) {
        if (turns.isEmpty()) {
            return "";
        }
        JsonWriter out = new JsonWriter().array();
        for (int i = 0; i + 1 < turns.size(); i += 2) {
            out.array().text(turns.get(i).text()).text(turns.get(i + 1).text()).endArray();
        }
        return out.endArray().toString();
    }

    @Override
    public ExportWriter open(Path file) {
        try {
            return new TableWriter(DurableFile.create(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ExportSummary validate(Path file) {
        TextHash hash = new TextHash();
        long rows = -1;
        try (Reader text = reader(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowUnclosedQuote(false)
                        .skipEmptyLines(false)
                        .maxBufferSize(MAX_FIELD)
                        .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows++;
                if (rows == 0 && !row.getFields().contains("instruction")) {
                    throw invalid(file, row, "The header has no column \"instruction\".");
                }
                if (rows == 0 && !row.getFields().equals(TITLES)) {
                    hash.add("other columns");
                }
                row.getFields().forEach(hash::add);
            }
        } catch (CsvParseException | IOException e) {
            throw new ExportException(
                    file.getFileName() + ":" + (rows + 2) + ": This is not valid as csv: " + e.getMessage(), e);
        }
        if (rows < 0) {
            throw new ExportException(file.getFileName() + ":1: This is not valid as csv: there is no header.", null);
        }
        return new ExportSummary(rows, hash.digest());
    }

    private static Reader reader(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean packed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return new InputStreamReader(
                packed ? new GZIPInputStream(in) : in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static ExportException invalid(Path file, CsvRecord row, String problem) {
        return new ExportException(
                file.getFileName() + ":" + row.getStartingLineNumber() + ": This is not valid as csv: " + problem,
                null);
    }

    private static final class TableWriter implements ExportWriter {
        private final TextHash hash = new TextHash();
        private final CsvWriter csv;
        private long rows;
        private boolean closed;

        TableWriter(DurableFile file) {
            this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8);
            row(TITLES);
        }

        private void row(List<String> cells) {
            cells.forEach(hash::add);
            csv.writeRecord(cells);
        }

        @Override
        public void write(Example example) {
            row(cells(example));
            rows++;
        }

        @Override
        public ExportSummary summary() {
            return new ExportSummary(rows, hash.digest());
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                csv.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
