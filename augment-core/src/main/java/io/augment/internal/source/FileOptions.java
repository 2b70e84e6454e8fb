package io.augment.internal.source;

import org.jspecify.annotations.Nullable;

/**
 * Holds how files are read.
 *
 * @param columns the user's mapping, or null for the usual columns
 * @param format name of a {@link Layout} or of a {@link Shape}, or null to find both out from the content
 * @param maxRowBytes how long a row may be
 * @param maxBadRows how many rows may be malformed before reading stops
 */
public record FileOptions(
        @Nullable Columns columns, @Nullable String format, int maxRowBytes, long maxBadRows) {
    private static final int DEFAULT_MAX_ROW_BYTES = 32 << 20;

    /** Returns the options that hold unless the user says otherwise. */
    public static FileOptions defaults() {
        return new FileOptions(null, null, DEFAULT_MAX_ROW_BYTES, Long.MAX_VALUE);
    }

    /**
     * Returns options with a mapping of columns.
     *
     * @throws IllegalArgumentException if it is not of the form {@code instruction=question, response=answer}
     */
    public FileOptions mapping(String mapping) {
        return new FileOptions(Columns.parse(mapping), format, maxRowBytes, maxBadRows);
    }

    /**
     * Returns options with a format that is not found out.
     *
     * @throws IllegalArgumentException if there is neither a layout nor a shape of this name
     */
    public FileOptions withFormat(String name) {
        if (Layout.named(name) == Layout.UNKNOWN && Shape.named(name) == null) {
            throw new IllegalArgumentException(
                    "There is no format \"" + name + "\" to read. Say how the files are cut into rows:"
                            + " jsonl, json, csv, tsv, ssv (semicolons) or text (an instruction on each line); or what a row is: "
                            + String.join(", ", Shape.names()) + ".");
        }
        return new FileOptions(columns, name, maxRowBytes, maxBadRows);
    }

    /** Returns options with another limit on a row. */
    public FileOptions withMaxRowBytes(int bytes) {
        return new FileOptions(columns, format, bytes, maxBadRows);
    }

    /** Returns options with another limit on malformed rows. */
    public FileOptions withMaxBadRows(long rows) {
        return new FileOptions(columns, format, maxRowBytes, rows);
    }
}
