package io.augment.internal.run;

import org.jspecify.annotations.Nullable;

/** Hands on records in order, on demand; used by the thread that drives the run. */
interface FlowSource extends AutoCloseable {
    /** Returns the next record, or null at the end. */
    @Nullable
    Flow next() throws InterruptedException;

    @Override
    void close();
}
