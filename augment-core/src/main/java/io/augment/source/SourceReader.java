package io.augment.source;

import org.jspecify.annotations.Nullable;

/** Reads a source record by record; used by one thread. */
public interface SourceReader extends AutoCloseable {
    /**
     * Returns the next row, readable or not; null at the end.
     *
     * @throws SourceException if nothing more can be read at all
     */
    @Nullable
    SourceRow next();

    /** Returns the share of the source that was read, 0 to 1, or -1 when its size is not known. */
    default double progress() {
        return -1;
    }

    @Override
    void close();
}
