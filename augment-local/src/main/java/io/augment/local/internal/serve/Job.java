package io.augment.local.internal.serve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is a request under way. Safe for use by many threads. */
public final class Job {
    private final Runnable wake;
    private final int[] prompt;
    private final float[] adapterScales;
    private final Step step;
    private volatile boolean cancelled;
    private @Nullable End end;
    private @Nullable Throwable failure;
    private int reused;

    Job(int[] prompt, float[] adapterScales, Step step, Runnable wake) {
        this.prompt = prompt.clone();
        this.adapterScales = adapterScales.clone();
        this.step = step;
        this.wake = wake;
    }

    /** Tells how the wait for a job ended. */
    public enum End {
        /** The step said that the reply is over. */
        DONE,
        /** The time was over first; the job goes on. */
        TIMEOUT,
        /** The job was cancelled. */
        CANCELLED
    }

    /** Ends the job soon; does not block. */
    public void cancel() {
        cancelled = true;
        wake.run();
        finish(End.CANCELLED, null);
    }

    /**
     * Waits for the end.
     *
     * @throws InterruptedException if the thread was interrupted; the job goes on
     * @throws RuntimeException what a step threw, or an {@link EngineClosedException}
     */
    public synchronized End await(Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        while (end == null) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (left.isNegative() || left.isZero()) {
                return End.TIMEOUT;
            }
            wait(Math.min(left.toMillis(), 3_600_000) + 1);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return end;
    }

    /** Returns how many tokens of the prompt were not computed, because a slot knew them. */
    public synchronized int reused() {
        return reused;
    }

    synchronized void reused(int tokens) {
        this.reused = tokens;
    }

    boolean isCancelled() {
        return cancelled;
    }

    int[] prompt() {
        return prompt;
    }

    float[] adapterScales() {
        return adapterScales;
    }

    Step step() {
        return step;
    }

    synchronized void finish(End how, @Nullable Throwable cause) {
        if (end == null) {
            end = how;
            failure = cause;
            notifyAll();
        }
    }
}
