package io.augment.export;

import io.augment.Example;

/** Writes the rows of one file; used by one thread. */
public interface ExportWriter extends AutoCloseable {
    /**
     * Writes a record that {@link ExportFormat#unfit} found fit; as one row, or as many as the format makes of it.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    void write(Example example);

    /** Returns what was written so far. */
    ExportSummary summary();

    /**
     * Ends the file and brings it to disk; does nothing when called again.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    @Override
    void close();
}
