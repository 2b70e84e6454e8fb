package io.augment.export;

import io.augment.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one export. Either {@link #commit()} puts all files in place, or {@link #close()} leaves none of them; used by one
 * thread.
 *
 * <pre>{@code
 * try (ExportSession session = export.open()) {
 *     for (Example example : examples) {
 *         if (session.unfit(example) == null) {
 *             session.write(example);
 *         }
 *     }
 *     session.commit();
 * }
 * }</pre>
 */
public final class ExportSession implements AutoCloseable {
    private final List<OutputFile> files = new ArrayList<>();
    private final boolean allPartial;

    ExportSession(Path directory, List<ExportFormat> formats) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ExportException("The directory " + directory + " cannot be created: " + e.getMessage(), e);
        }
        this.allPartial = formats.stream().allMatch(ExportFormat::isPartial);
        try {
            for (ExportFormat format : formats) {
                files.add(new OutputFile(format, directory.resolve(format.fileName())));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Returns why the record must be turned down, as a reason's name such as {@code no-response}; null when it can be
     * written. Formats that take only records of a kind turn nothing down, unless no format takes the record.
     */
    public @Nullable String unfit(Example example) {
        String first = null;
        for (OutputFile file : files) {
            String reason = file.format().unfit(example);
            if (reason == null && allPartial) {
                return null;
            }
            if (reason != null && (allPartial || !file.format().isPartial())) {
                if (!allPartial) {
                    return reason;
                }
                first = first == null ? reason : first;
            }
        }
        return first;
    }

    /**
     * Writes a record that {@link #unfit} found fit to every format that can hold it.
     *
     * @throws ExportException if a file cannot be written
     */
    public void write(Example example) {
        for (OutputFile file : files) {
            if (!file.format().isPartial() || file.format().unfit(example) == null) {
                file.write(example);
            }
        }
    }

    /**
     * Ends all files, brings them to disk, reads them back and checks them; when all are right, moves all into place.
     *
     * @return the files and how many rows each has
     * @throws ExportException if a file is not what its trainer takes, or cannot be written; no file is in place then,
     *     unless moving itself failed
     */
    public Map<Path, Long> commit() {
        files.forEach(OutputFile::check);
        Map<Path, Long> rows = new LinkedHashMap<>();
        for (OutputFile file : files) {
            rows.put(file.target(), file.moveIntoPlace());
        }
        files.forEach(OutputFile::finish);
        return rows;
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        UncheckedIOException problem = null;
        for (OutputFile file : files) {
            try {
                file.discard();
            } catch (UncheckedIOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
