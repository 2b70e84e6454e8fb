/**
 * Writes the built-in formats: each says how a record becomes rows, and what a strict reader must find in a row.
 */
@NullMarked
package io.augment.internal.export;

import org.jspecify.annotations.NullMarked;
