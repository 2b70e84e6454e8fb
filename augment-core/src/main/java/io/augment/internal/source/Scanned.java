package io.augment.internal.source;

import io.augment.internal.format.Json;
import org.jspecify.annotations.Nullable;

/** Holds what a scanner found at one place of a file. */
sealed interface Scanned {
    /**
     * A value.
     *
     * @param json the value
     * @param line line in which it begins, from 1
     */
    record Value(Json json, long line) implements Scanned {}

    /**
     * Bytes that are no value.
     *
     * @param line line in which they begin, from 1
     * @param reason name of the reason
     * @param detail what is wrong, a sentence
     * @param raw the bytes as text, cut to a sensible length; null where they cannot be shown
     */
    record Bad(
            long line,
            String reason,
            String detail,
            @Nullable String raw) implements Scanned {}
}
