package io.augment.run;

import io.augment.Outcome;
import java.time.Duration;

/**
 * Follows a run. All methods do nothing by default; what a listener throws is logged and harms nothing.
 *
 * <p>Methods are called on the run's own threads, several at a time, and should return at once.
 */
public interface RunListener {
    /** Tells, about twice a second, how far the run is. */
    default void onProgress(RunProgress progress) {}

    /** Tells what became of a record, in output order. */
    default void onOutcome(Outcome outcome) {}

    /**
     * Tells that an attempt failed and will be repeated.
     *
     * @param reason name of the reason
     * @param attempt the attempt that failed, counted from 1
     * @param delay time until the next one
     */
    default void onRetry(String stage, String model, String reason, int attempt, Duration delay) {}

    /**
     * Tells that a model's server pushed back, and how many calls may now be under way at once.
     */
    default void onThrottle(String model, int concurrency) {}

    /** Tells that a model's server seems to be down and that the run waits for it. */
    default void onOutage(String model, String problem) {}
}
