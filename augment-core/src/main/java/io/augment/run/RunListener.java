package io.augment.run;

import io.augment.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
     * Tells what a reply cost, once it is in the ledger; what is replayed costs nothing and is not told.
     *
     * @param costUsd money charged in US dollars; null where no price is known
     */
    default void onReply(
            String stage, String model, long promptTokens, long completionTokens, @Nullable BigDecimal costUsd) {}

    /** Tells how the run ended: what each stage read, kept and lost, and what was spent. */
    default void onEnd(RunReport report) {}

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
