package io.augment.export;

import io.augment.Example;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in a trainer's format. A format is a description: immutable, reusable and safe for use by many threads;
 * {@link #open} starts a file. {@link ExportFormats} has the built-in ones.
 */
public interface ExportFormat {
    /** Returns the name, such as {@code alpaca}: lower case letters, digits and hyphens. */
    String name();

    /** Returns the name of the file below the export's directory, such as {@code alpaca.json}. */
    String fileName();

    /** Returns why the format cannot hold the record, as a reason's name such as {@code no-response}; null when it can. */
    @Nullable
    String unfit(Example example);

    /**
     * Returns whether the format takes only records of a kind, such as those with a rejected response. Beside another
     * format, such a one leaves out what it cannot hold, and the record is not rejected for it.
     */
    default boolean isPartial() {
        return false;
    }

    /**
     * Starts writing to a file that does not exist yet.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    ExportWriter open(Path file);

    /**
     * Reads a finished file back and checks it as the trainer would.
     *
     * @return what was found, to be compared with what was written
     * @throws ExportException if the file is not what the trainer takes, naming the row
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    ExportSummary validate(Path file);

    /**
     * Reads a file, whoever wrote it, and tells what the trainer would not take. Where a format can, it goes on behind a row
     * that is wrong; one that cannot tells the first problem only.
     *
     * @param problems is told of each problem, in the order of the file
     * @return how many rows were read, wrong ones included
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    default long check(Path file, Consumer<ExportProblem> problems) {
        try {
            return validate(file).rows();
        } catch (ExportException e) {
            problems.accept(new ExportProblem(0, String.valueOf(e.getMessage())));
            return 0;
        }
    }

    /**
     * Writes what belongs beside the finished file, such as an index of data sets; nothing by default.
     *
     * @param file the file in its place
     * @throws ExportException if that cannot be written
     */
    default void finish(Path file) {}
}
