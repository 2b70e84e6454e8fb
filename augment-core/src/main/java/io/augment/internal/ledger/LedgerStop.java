package io.augment.internal.ledger;

/**
 * Holds a stop decision: what a process of the run ended with, and how far its source had been read.
 *
 * @param label what stopped it, such as {@code budget-usd} or {@code done}
 * @param round the round in which it stopped, counted from 0
 * @param rows rows of the source that had been read in that round
 */
public record LedgerStop(String label, int round, long rows) {}
