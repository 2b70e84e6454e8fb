package io.augment.internal.export;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.export.ExportException;
import io.augment.export.ExportFormat;
import io.augment.export.ExportProblem;
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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
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
        long rows = read(file, hash, problem -> {
            throw new ExportException(
                    file.getFileName() + ":" + problem.line() + ": This is not valid as csv: " + problem.text(), null);
        });
        return new ExportSummary(rows, hash.digest());
    }

    @Override
    public long check(Path file, Consumer<ExportProblem> problems) {
        return read(file, new TextHash(), problems);
    }

    private static long read(Path file, TextHash hash, Consumer<ExportProblem> problems) {
        List<String> titles = null;
        long rows = 0;
        long line = 1;
        try (Reader text = reader(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .skipEmptyLines(false)
                        .maxBufferSize(MAX_FIELD)
                        .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                line = row.getStartingLineNumber();
                row.getFields().forEach(hash::add);
                String problem = titles == null ? problemOfHeader(row) : problem(row, titles);
                if (problem != null) {
                    problems.accept(new ExportProblem(line, problem));
                }
                rows += titles == null ? 0 : 1;
                titles = titles == null ? row.getFields() : titles;
            }
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(e);
        } catch (CsvParseException | CharacterCodingException e) {
            problems.accept(new ExportProblem(line, "The file cannot be read behind this row: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (titles == null) {
            problems.accept(new ExportProblem(1, "There is no header."));
        }
        return rows;
    }

    private static @Nullable String problemOfHeader(CsvRecord row) {
        return row.getFields().contains("instruction") ? null : "The header has no column \"instruction\".";
    }

    private static @Nullable String problem(CsvRecord row, List<String> titles) {
        if (row.getFieldCount() != titles.size()) {
            return "The row has " + row.getFieldCount() + " cells, but the header has " + titles.size() + ".";
        }
        int input = titles.indexOf("input");
        int text = titles.indexOf("instruction");
        boolean empty = text >= 0
                && row.getField(text).isBlank()
                && (input < 0 || row.getField(input).isBlank());
        return empty ? "\"instruction\" and \"input\" are empty." : null;
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
