package io.augment.filter;

import io.augment.Example;
import io.augment.StageContext;

/**
 * Decides on the records of one run, one after the other in input order; used by one thread at a time, but for
 * {@link #prepare}.
 *
 * <p>Decisions depend on the records alone, so that a resumed run decides the same.
 */
@FunctionalInterface
public interface FilterSession extends AutoCloseable {
    /** Decides on the next record. */
    Decision decide(Example example);

    /** Returns whether {@link #prepare} has something to do, such as to call a model. */
    default boolean prepares() {
        return false;
    }

    /**
     * Does ahead of the decision, and beside other records, what takes time; a pipeline calls it once for each record, on many
     * threads. What it throws fails the record. Models are called through the context alone.
     */
    default void prepare(Example example, StageContext context) {}

    /** Frees what the session holds. */
    @Override
    default void close() {}
}
