package io.augment.internal.run;

import java.util.concurrent.locks.Condition;

/** Tells time and waits; tests bring their own. */
public interface RunClock {
    /** The machine's clock. */
    RunClock SYSTEM = new RunClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // who calls it looks again
        public void await(Condition condition, long nanos) throws InterruptedException {
            if (nanos == Long.MAX_VALUE) {
                condition.await();
            } else {
                condition.awaitNanos(nanos);
            }
        }
    };

    /** Returns a time in nanoseconds that only ever grows. */
    long nanoTime();

    /**
     * Waits until the condition is signalled or the time has passed, whichever comes first.
     *
     * @param nanos most time to wait; {@link Long#MAX_VALUE} for no limit
     */
    void await(Condition condition, long nanos) throws InterruptedException;
}
