package io.augment.internal.run;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.source.SourceRow;

/** Holds one record between segments: alive, or at its end; with the notes that were taken on its way. */
sealed interface Flow {
    /** Returns the notes. */
    Tally tally();

    /**
     * A record that goes on.
     *
     * @param example the record
     * @param ghost whether it is a seed that an earlier round has counted and delivered already, sent through again only to be
     *     expanded
     */
    record Live(Example example, boolean ghost, Tally tally) implements Flow {}

    /** A record that has come to its end; ghosts end without a trace. */
    record Ended(Outcome outcome, Tally tally) implements Flow {}

    /** A row of the source that could not be read. */
    record Unreadable(SourceRow.Malformed row, Tally tally) implements Flow {}

    /** Nothing came out of a record but its notes. */
    record Nothing(Tally tally) implements Flow {}
}
