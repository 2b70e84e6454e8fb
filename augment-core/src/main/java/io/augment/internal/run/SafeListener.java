package io.augment.internal.run;

import io.augment.Outcome;
import io.augment.run.RunListener;
import io.augment.run.RunProgress;
import io.augment.run.RunReport;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shields a run from what its listener throws. */
final class SafeListener implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final RunListener listener;

    SafeListener(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public void onProgress(RunProgress progress) {
        safely(() -> listener.onProgress(progress));
    }

    @Override
    public void onOutcome(Outcome outcome) {
        safely(() -> listener.onOutcome(outcome));
    }

    @Override
    public void onReply(
            String stage, String model, long promptTokens, long completionTokens, @Nullable BigDecimal costUsd) {
        safely(() -> listener.onReply(stage, model, promptTokens, completionTokens, costUsd));
    }

    @Override
    public void onEnd(RunReport report) {
        safely(() -> listener.onEnd(report));
    }

    @Override
    public void onRetry(String stage, String model, String reason, int attempt, Duration delay) {
        safely(() -> listener.onRetry(stage, model, reason, attempt, delay));
    }

    @Override
    public void onThrottle(String model, int concurrency) {
        safely(() -> listener.onThrottle(model, concurrency));
    }

    @Override
    public void onOutage(String model, String problem) {
        safely(() -> listener.onOutage(model, problem));
    }

    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("A run listener failed; the run goes on", e);
        }
    }
}
