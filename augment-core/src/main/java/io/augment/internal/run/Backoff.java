package io.augment.internal.run;

import io.augment.chat.RetriableChatException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits between attempts: exponential with jitter, never shorter than the server asked, cut short when the run stops.
 *
 * <p>The jitter takes part in no result, so it need not be the same in every run.
 */
final class Backoff {
    /** Attempts that may fail in earnest before a record fails; waits that a server asked for do not count. */
    static final int MAX_ATTEMPTS = 8;

    /** Longest time that one call waits in all because the server asks it to. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final long FIRST_NANOS = Duration.ofMillis(400).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    private final RunClock clock;
    private final RunControl control;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();

    Backoff(RunClock clock, RunControl control) {
        this.clock = clock;
        this.control = control;
        control.onStop(() -> {
            lock.lock();
            try {
                stopped.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Returns how long to wait after the given number of failed attempts; at most {@link #PATIENCE}. */
    static Duration delay(int failed, RetriableChatException problem) {
        long most = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(20, Math.max(0, failed - 1)));
        long jittered = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
        Duration asked = problem.retryAfter();
        if (asked == null) {
            return Duration.ofNanos(jittered);
        }
        if (asked.compareTo(PATIENCE) > 0) {
            return PATIENCE;
        }
        long spread = ThreadLocalRandom.current().nextLong(Math.max(1, asked.toNanos() / 20));
        return asked.plusNanos(spread + Duration.ofMillis(5).toNanos());
    }

    /**
     * Waits.
     *
     * @throws RunStoppedException if the run is stopped meanwhile
     */
    void sleep(Duration time) throws InterruptedException {
        long end = clock.nanoTime() + time.toNanos();
        lock.lock();
        try {
            while (true) {
                control.check();
                long left = end - clock.nanoTime();
                if (left <= 0) {
                    return;
                }
                clock.await(stopped, left);
            }
        } finally {
            lock.unlock();
        }
    }
}
