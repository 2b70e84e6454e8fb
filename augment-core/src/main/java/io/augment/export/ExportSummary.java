package io.augment.export;

import java.util.Objects;

/**
 * Sums up a file, so that what was read back can be compared with what was written.
 *
 * @param rows how many rows the file has
 * @param digest a digest of the texts in their order; empty for a format that does not make one
 */
public record ExportSummary(long rows, String digest) {
    /**
     * Creates a summary.
     *
     * @throws IllegalArgumentException if {@code rows} is negative
     */
    public ExportSummary {
        Objects.requireNonNull(digest, "digest");
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative, but was " + rows);
        }
    }
}
