/**
 * Reads and writes JSON text, and the native record that holds every field of an {@link io.augment.Example}.
 *
 * <p>The reader and the writer are the project's own for two reasons: a malformed row must cost no more than a good one
 * (no stack trace, no message that repeats the row), and lone surrogates must survive, which the UTF-8 generator of
 * Jackson refuses.
 */
@NullMarked
package io.augment.internal.format;

import org.jspecify.annotations.NullMarked;
