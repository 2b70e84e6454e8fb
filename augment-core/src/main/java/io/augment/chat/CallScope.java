package io.augment.chat;

import java.time.Duration;

/** Bounds one call of a model: how long it may take, and how it learns that it was cancelled. */
public interface CallScope {
    /** Returns the time that the call may take from now on; always positive. */
    Duration timeout();

    /**
     * Registers what aborts the call; runs it at once when the call is already cancelled.
     *
     * @param abort must not block; may run on another thread, at most once
     */
    void onCancel(Runnable abort);

    /** Returns a scope that is never cancelled. */
    static CallScope ofTimeout(Duration timeout) {
        return new CallScope() {
            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public void onCancel(Runnable abort) {}
        };
    }
}
