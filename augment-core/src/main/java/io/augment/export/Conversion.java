package io.augment.export;

import io.augment.Outcome;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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
    private final @Nullable Path target;
    private final @Nullable ExportFormat format;
    private final @Nullable Path rejects;
    private final UnaryOperator<Export> division;

    private Conversion(
            Source source,
            @Nullable Path target,
            @Nullable ExportFormat format,
            @Nullable Path rejects,
            UnaryOperator<Export> division) {
        this.source = source;
        this.target = target;
        this.format = format;
        this.rejects = rejects;
        this.division = division;
    }

    /** Starts a conversion; where it goes is said next. */
    public static Conversion of(Source source) {
        return new Conversion(Objects.requireNonNull(source, "source"), null, null, null, UnaryOperator.identity());
    }

    /** Says which file to write, in which format. */
    public Conversion to(Path file, ExportFormat newFormat) {
        return new Conversion(
                source,
                Objects.requireNonNull(file, "file"),
                Objects.requireNonNull(newFormat, "format"),
                rejects,
                division);
    }

    /** Says where to write the rows that were turned down, as JSON Lines. */
    public Conversion rejects(Path file) {
        return new Conversion(source, target, format, Objects.requireNonNull(file, "file"), division);
    }

    /** Divides the rows into a file for each part, called after the target; see {@link Export#split(Split)}. */
    public Conversion split(Split split) {
        return dividing(export -> export.split(split));
    }

    /** Starts another file whenever one has this many rows; see {@link Export#shardRows(long)}. */
    public Conversion shardRows(long rows) {
        return dividing(export -> export.shardRows(rows));
    }

    /** Starts another file whenever one has about this many bytes; see {@link Export#shardBytes(long)}. */
    public Conversion shardBytes(long bytes) {
        return dividing(export -> export.shardBytes(bytes));
    }

    private Conversion dividing(UnaryOperator<Export> more) {
        return new Conversion(source, target, format, rejects, export -> more.apply(division.apply(export)));
    }

    /**
     * Converts. The files are in place when this returns, and only then.
     *
     * @throws IllegalStateException if no target was given
     * @throws io.augment.source.SourceException if the source cannot be read at all
     * @throws ExportException if a file cannot be written, or is not what its trainer takes
     */
    public Result run() {
        Path file = target;
        ExportFormat into = format;
        if (file == null || into == null) {
            throw new IllegalStateException("A conversion needs a target: call to(file, format) before run()");
        }
        try (SourceReader reader = source.open();
                OutcomeFiles files = OutcomeFiles.open(file, into, rejects, division)) {
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
     * @param rows rows of the file, or of all files; differs from {@code written} where a format makes several rows of a record
     */
    public record Result(long read, long written, long rejected, Map<String, Long> reasons, long rows) {
        /** Creates a result. */
        public Result {
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        }
    }
}
