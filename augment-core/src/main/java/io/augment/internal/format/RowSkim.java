package io.augment.internal.format;

/** Checks rows that look as they usually do, without making values of them. */
public interface RowSkim {
    /** The row looks otherwise; whether it is right must be found out from its values. */
    int UNKNOWN = TextSkim.UNKNOWN;

    /**
     * Goes past the row that begins at {@code from}, if it is right beyond doubt.
     *
     * @return the position behind the line feed that ends it; {@link #UNKNOWN} if it is another row, with nothing changed
     */
    int row(byte[] bytes, int from, int to);
}
