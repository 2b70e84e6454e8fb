package io.augment.internal.source;

import org.jspecify.annotations.Nullable;

/** Cuts a file into rows; used by one thread. */
interface RowScanner {
    /** Reason of a row that is longer than the limit. */
    String TOO_LONG = "line-too-long";

    /** Reason of a file that ends in the middle. */
    String TRUNCATED = "truncated-file";

    /** Returns what comes next, or null at the end of the file. */
    @Nullable
    Scanned next();
}
