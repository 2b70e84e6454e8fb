package io.augment.internal.train;

import io.augment.chat.ChatException;
import io.augment.chat.RetriableChatException;
import io.augment.train.FineTuning;
import io.augment.train.TrainingListener;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a service, patiently, and a listener, without being harmed by it. */
final class Calls {
    /** With the waits below, a service may be away for about ten minutes. */
    static final int MAX_ATTEMPTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final TrainingListener listener;
    private final FineTuning.Waiter waiter;

    Calls(TrainingListener listener, FineTuning.Waiter waiter) {
        this.listener = listener;
        this.waiter = waiter;
    }

    /** Repeats a call that may be repeated until it succeeds, or fails for good or too often. */
    <T> T repeated(Supplier<T> call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(call);
            } catch (RetriableChatException e) {
                pause(attempt, e);
            }
        }
    }

    /** Makes one attempt; what was cancelled because the thread was interrupted is an interrupt. */
    <T extends @Nullable Object> T attempt(Supplier<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ChatException e) {
            if (e.reason().equals("cancelled") && Thread.interrupted()) {
                InterruptedException interrupt = new InterruptedException(e.getMessage());
                interrupt.initCause(e);
                throw interrupt;
            }
            throw e;
        }
    }

    /**
     * Waits before the next attempt.
     *
     * @param attempt the attempt that failed, from 1
     * @throws RetriableChatException the problem, if it was the last attempt
     */
    void pause(int attempt, RetriableChatException problem) throws InterruptedException {
        if (attempt >= MAX_ATTEMPTS) {
            throw problem;
        }
        Duration delay = delay(attempt, problem);
        tell(() -> listener.onRetry(problem.reason(), attempt, delay));
        waiter.await(delay);
    }

    void await(Duration time) throws InterruptedException {
        waiter.await(time);
    }

    /** Tells the listener something. */
    void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("A training listener failed", e);
        }
    }

    /** Returns how long to wait: what the server asks for, or twice as long as the last time, with jitter. */
    private static Duration delay(int attempt, RetriableChatException problem) {
        Duration asked = problem.retryAfter();
        if (asked != null) {
            return asked.compareTo(PATIENCE) > 0 ? PATIENCE : asked;
        }
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(10, attempt - 1));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
