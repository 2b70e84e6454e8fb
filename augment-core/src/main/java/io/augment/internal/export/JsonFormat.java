package io.augment.internal.export;

import io.augment.Example;
import io.augment.export.ExportException;
import io.augment.export.ExportFormat;
import io.augment.export.ExportSummary;
import io.augment.export.ExportWriter;
import io.augment.internal.format.Json;
import io.augment.internal.format.TextHash;
import io.augment.internal.source.StrictRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A format of JSON rows: an array in one file, or a row on each line.
 *
 * @param name the format's name
 * @param fileName the usual file
 * @param array whether the file is an array
 * @param rows how records become rows
 */
record JsonFormat(String name, String fileName, boolean array, RowFormat rows) implements ExportFormat {
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
            return new JsonExportWriter(file, array, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ExportSummary validate(Path file) {
        TextHash hash = new TextHash();
        long count = 0;
        try (StrictRows reader = StrictRows.open(file, array)) {
            try {
                Set<String> keys = null;
                for (Json.Obj row = reader.next(); row != null; row = reader.next()) {
                    count++;
                    if (keys == null) {
                        keys = row.values().keySet();
                    }
                    String problem = !rows.isUniform() || row.values().keySet().equals(keys)
                            ? rows.problem(row)
                            : "The row has the keys " + row.values().keySet() + ", but the first one has " + keys + ".";
                    if (problem != null) {
                        throw invalid(file, reader.line(), problem);
                    }
                    hash.add(row);
                }
            } catch (IllegalStateException e) {
                throw invalid(file, reader.line(), String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ExportSummary(count, hash.digest());
    }

    private ExportException invalid(Path file, long line, String problem) {
        return new ExportException(
                file.getFileName() + ":" + line + ": This is not valid as " + name + ": " + problem, null);
    }

    @Override
    public void finish(Path file) {
        Json.Obj entry = rows.datasetInfo();
        if (entry != null) {
            DatasetInfo.add(file, entry);
        }
    }
}
