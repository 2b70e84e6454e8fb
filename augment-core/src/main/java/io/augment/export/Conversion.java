package io.augment.export;

import io.augment.Outcome;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a source in another format, row by row: nothing is generated, judged or filtered. What cannot be read, or cannot
 * be held by the format, is counted with its reason and, if wished, written to a rejects file.
 *
 * <p>Immutable; every run reads the source anew.
 *
 * <pre>{@code
 * Conversion.Result result = Conversion.of(Source.files(Path.of("dolly.jsonl")))
 *         .to(Path.of("train.json"), ExportFormats.alpaca())
 *         .rejects(Path.of("rejects.jsonl"))
 *         .run();
 * }</pre>
 */
public final class Conversion {
    private final Source source;
    private final @Nullable Export export;
    private final @Nullable Path rejects;

    private Conversion(Source source, @Nullable Export export, @Nullable Path rejects) {
        this.source = source;
        this.export = export;
        this.rejects = rejects;
    }

    /** Starts a conversion; where it goes is said next. */
    public static Conversion of(Source source) {
        return new Conversion(Objects.requireNonNull(source, "source"), null, null);
    }

    /** Says which file to write, in which format, as {@link Export#file(Path, ExportFormat)} does. */
    public Conversion to(Path file, ExportFormat format) {
        return to(Export.file(file, format));
    }

    /** Says which files to write: in one format or several, divided or not. */
    public Conversion to(Export newExport) {
        return new Conversion(source, Objects.requireNonNull(newExport, "export"), rejects);
    }

    /** Says where to write the rows that were turned down, as JSON Lines. */
    public Conversion rejects(Path file) {
        return new Conversion(source, export, Objects.requireNonNull(file, "file"));
    }

    /**
     * Converts. The files are in place when this returns, and only then.
     *
     * @throws IllegalStateException if no target was given
     * @throws io.augment.source.SourceException if the source cannot be read at all
     * @throws ExportException if a file cannot be written, or is not what its trainer takes
     */
    public Result run() {
        Export into = export;
        if (into == null) {
            throw new IllegalStateException("A conversion needs a target: call to(...) before run()");
        }
        try (SourceReader reader = source.open();
                OutcomeFiles files = OutcomeFiles.open(into, rejects)) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Malformed bad) {
                    files.write(bad);
                } else if (row instanceof SourceRow.Seed seed) {
                    files.write(new Outcome.Kept(seed.example()));
                }
            }
            return files.commit();
        }
    }

    /**
     * Counts what a conversion did: {@code read} is {@code written} and {@code rejected} together.
     *
     * @param read rows of the source, malformed ones included
     * @param written records that were written
     * @param rejected rows that could not be read or not be held
     * @param reasons how many were turned down for which reason
     * @param files the files, and how many rows each has; together more than {@code written} where a format makes several
     *     rows of a record, or there are several formats
     */
    public record Result(long read, long written, long rejected, Map<String, Long> reasons, Map<Path, Long> files) {
        /** Creates a result. */
        public Result {
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        /** Returns the rows of all files together. */
        public long rows() {
            return files.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
