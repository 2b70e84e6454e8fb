package io.augment.internal.export;

import io.augment.Example;
import io.augment.export.ExportException;
import io.augment.export.ExportFormat;
import io.augment.export.ExportProblem;
import io.augment.export.ExportSummary;
import io.augment.export.ExportWriter;
import io.augment.internal.format.Json;
import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import io.augment.internal.source.StrictRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format of JSON rows: an array in one file, or a row on each line.
 *
 * @param name the format's name
 * @param fileName the usual file
 * @param array whether the file is an array, unless its name says that it has lines
 * @param rows how records become rows
 */
record JsonFormat(String name, String fileName, boolean array, RowFormat rows) implements ExportFormat {
    private static final Pattern LINES = Pattern.compile("(?i)\\.(jsonl|ndjson)(\\.gz)?(\\.tmp)?$");

    @Override
    public @Nullable String unfit(Example example) {
        return rows.unfit(example);
    }

    @Override
    public boolean isPartial() {
        return rows.isPartial();
    }

    @Override
    public ExportWriter open(Path file) {
        if (rows.datasetInfo() != null) {
            DatasetInfo.check(file);
        }
        try {
            return new JsonExportWriter(file, array && !isLines(file), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLines(Path file) {
        return LINES.matcher(file.toString()).find();
    }

    @Override
    public ExportSummary validate(Path file) {
        TextHash hash = new TextHash();
        long count = read(file, hash, problem -> {
            throw new ExportException(
                    file.getFileName() + ":" + problem.line() + ": This is not valid as " + name + ": "
                            + problem.text(),
                    null);
        });
        return new ExportSummary(count, hash.digest());
    }

    @Override
    public long check(Path file, Consumer<ExportProblem> problems) {
        return read(file, new TextHash(), problems);
    }

    private long read(Path file, TextHash hash, Consumer<ExportProblem> problems) {
        long count = 0;
        try (StrictRows reader = StrictRows.open(file, array || rows.takesArrays(), hash)) {
            Set<String> keys = null;
            RowSkim skim = rows.skim(hash);
            while (true) {
                count += skim == null ? 0 : reader.skip(skim);
                Json.Obj row;
                try {
                    row = reader.next();
                } catch (IllegalStateException e) {
                    problems.accept(new ExportProblem(reader.line(), String.valueOf(e.getMessage())));
                    continue;
                }
                if (row == null) {
                    return count;
                }
                count++;
                keys = keys == null ? row.values().keySet() : keys;
                String problem = !rows.isUniform() || row.values().keySet().equals(keys)
                        ? rows.problem(row)
                        : "The row has the keys " + row.values().keySet() + ", but the first one has " + keys + ".";
                if (problem != null) {
                    problems.accept(new ExportProblem(reader.line(), problem));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish(Path file) {
        Json.Obj entry = rows.datasetInfo();
        if (entry != null) {
            DatasetInfo.add(file, entry);
        }
    }
}
