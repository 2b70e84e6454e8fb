/**
 * Reads files as rows: bytes are decoded, cut into rows, parsed as JSON or CSV, and each row is recognized by the fields
 * that it has. What is damaged becomes a malformed row, and reading goes on behind it.
 */
@NullMarked
package io.augment.internal.source;

import org.jspecify.annotations.NullMarked;
