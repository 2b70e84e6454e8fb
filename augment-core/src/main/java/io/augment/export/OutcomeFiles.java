package io.augment.export;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.export.RejectsFile;
import io.augment.source.SourceRow;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes outcomes to two files: what is kept in the format of one's choice, and what is turned down with its stage, reason,
 * detail and origin. Either {@link #commit()} puts both in place, or {@link #close()} leaves neither. Used by one thread.
 *
 * <pre>{@code
 * try (OutcomeFiles files = OutcomeFiles.open(Path.of("clean.jsonl"), ExportFormats.augment(), Path.of("rejects.jsonl"))) {
 *     Filters.apply(examples, Filters.nearDuplicates()).forEach(files::write);
 *     files.commit();
 * }
 * }</pre>
 */
public final class OutcomeFiles implements AutoCloseable {
    private static final String STAGE = "export";

    private final ExportSession session;
    private final RejectsFile rejects;
    private final Map<String, Long> reasons = new TreeMap<>();
    private long read;
    private long written;
    private long rejected;

    private OutcomeFiles(ExportSession session, RejectsFile rejects) {
        this.session = session;
        this.rejects = rejects;
    }

    /**
     * Opens both files under temporary names.
     *
     * @param rejects where what is turned down goes, as JSON Lines; null for nowhere
     * @throws ExportException if a file cannot be written
     */
    public static OutcomeFiles open(Path kept, ExportFormat format, @Nullable Path rejects) {
        return open(Export.file(kept, format), rejects);
    }

    /**
     * Opens the files of an export under temporary names.
     *
     * @param rejects where what is turned down goes, as JSON Lines; null for nowhere
     * @throws ExportException if a file cannot be written
     */
    public static OutcomeFiles open(Export export, @Nullable Path rejects) {
        ExportSession session = export.open();
        try {
            return new OutcomeFiles(session, RejectsFile.open(rejects));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Writes an outcome. A kept record that the format cannot hold is turned down, in the stage {@code export}.
     *
     * @throws ExportException if a file cannot be written
     * @throws IllegalArgumentException if the outcome is neither kept nor rejected
     */
    public void write(Outcome outcome) {
        Objects.requireNonNull(outcome, "outcome");
        if (outcome instanceof Outcome.Kept kept) {
            keep(kept.example());
        } else if (outcome instanceof Outcome.Rejected one) {
            rejects.write(one);
            reject(one.reason());
        } else {
            throw new IllegalArgumentException("Only what is kept or rejected can be written, not " + outcome);
        }
    }

    /**
     * Writes a row that could not be read to the rejects.
     *
     * @throws ExportException if the file cannot be written
     */
    public void write(SourceRow.Malformed row) {
        rejects.write(row);
        reject(row.reason());
    }

    private void keep(Example example) {
        String reason = session.unfit(example);
        if (reason != null) {
            rejects.write(STAGE, reason, example.instruction().origin(), example);
            reject(reason);
            return;
        }
        session.write(example);
        read++;
        written++;
    }

    private void reject(String reason) {
        read++;
        rejected++;
        reasons.merge(reason, 1L, Long::sum);
    }

    /**
     * Ends both files and moves them into place.
     *
     * @return the counts
     * @throws ExportException if a file is not what its trainer takes, or cannot be written
     */
    public Conversion.Result commit() {
        Map<Path, Long> files = session.commit();
        rejects.commit();
        return new Conversion.Result(read, written, rejected, reasons, files);
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        try (session) {
            rejects.close();
        }
    }
}
