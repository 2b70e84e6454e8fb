package io.augment.export;

import io.augment.Example;

/** Writes the rows of one file; used by one thread. */
public interface ExportWriter extends AutoCloseable {
    /**
     * Writes a row that {@link ExportFormat#unfit} found fit.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    void write(Example example);

    /** Ends the file and brings it to disk. */
    @Override
    void close();
}
