package io.augment.export;

import io.augment.Example;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in a trainer's format. A format is a description: immutable and reusable; {@link #open} starts a file.
 */
public interface ExportFormat {
    /** Returns the name, such as {@code alpaca}: lower case letters, digits and hyphens. */
    String name();

    /** Returns the name of the file below the export's directory, such as {@code alpaca.json}. */
    String fileName();

    /** Returns why the format cannot hold the row, as a reason's name such as {@code no-response}; null when it can. */
    @Nullable
    String unfit(Example example);

    /**
     * Starts writing to a file that does not exist yet. The run moves it into place when all formats are complete.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    ExportWriter open(Path file);

    /**
     * Reads a finished file back and checks it as the trainer would.
     *
     * @param expectedRows how many rows were written
     * @throws ExportException if the file is not what the trainer takes, naming the row
     */
    void validate(Path file, long expectedRows);

    /**
     * Writes files that belong beside the finished one, such as an index of data sets; nothing by default.
     *
     * @param directory the export's directory
     */
    default void finish(Path directory) {}
}
