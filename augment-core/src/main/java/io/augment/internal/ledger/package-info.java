/**
 * The ledger: what was asked, what came back, and what was charged, durable before anything acts on it.
 *
 * <p>A ledger is a directory of segments. A segment is a file of JSON lines, each sealed by a checksum, written by one
 * process and never changed afterwards: a process that starts opens a segment of its own, so a torn tail is left behind and
 * not mended.
 */
@NullMarked
package io.augment.internal.ledger;

import org.jspecify.annotations.NullMarked;
