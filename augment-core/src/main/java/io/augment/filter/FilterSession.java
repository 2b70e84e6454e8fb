package io.augment.filter;

import io.augment.Example;

/**
 * Decides on the records of one run, one after the other in input order; used by one thread at a time.
 *
 * <p>Decisions depend on the records alone, so that a resumed run decides the same.
 */
@FunctionalInterface
public interface FilterSession extends AutoCloseable {
    /** Decides on the next record. */
    Decision decide(Example example);

    /** Frees what the session holds. */
    @Override
    default void close() {}
}
