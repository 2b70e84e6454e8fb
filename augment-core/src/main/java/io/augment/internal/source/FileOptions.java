package io.augment.internal.source;

import org.jspecify.annotations.Nullable;

/**
 * Holds how files are read.
 *
 * @param columns the user's mapping, or null for the usual columns
 * @param layout name of how files are cut into rows, or null to find it out from their content
 * @param maxRowBytes how long a row may be
 * @param maxBadRows how many rows may be malformed before reading stops
 */
public record FileOptions(
        @Nullable Columns columns, @Nullable String layout, int maxRowBytes, long maxBadRows) {
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
        return new FileOptions(Columns.parse(mapping), layout, maxRowBytes, maxBadRows);
    }

    /**
     * Returns options with a layout that is not found out.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public FileOptions withLayout(String name) {
        Layout.named(name);
        return new FileOptions(columns, name, maxRowBytes, maxBadRows);
    }

    /** Returns options with another limit on a row. */
    public FileOptions withMaxRowBytes(int bytes) {
        return new FileOptions(columns, layout, bytes, maxBadRows);
    }

    /** Returns options with another limit on malformed rows. */
    public FileOptions withMaxBadRows(long rows) {
        return new FileOptions(columns, layout, maxRowBytes, rows);
    }
}
