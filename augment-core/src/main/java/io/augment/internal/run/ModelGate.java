package io.augment.internal.run;

import io.augment.AugmentException;
import io.augment.chat.ModelInfo;
import io.augment.run.RunListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one model through: in the order in which they came, within its requests and tokens a minute, and only as
 * many at once as its server bears.
 *
 * <p>How many at once: additive increase, multiplicative decrease (as TCP Reno does it). A push-back halves the number, at
 * most once for the calls that were under way together; each full round of good replies adds one. When a push-back names a
 * short wait, all calls keep it; a long one concerns the call alone that was told so. A server that only fails is taken to
 * be down: the gate then lets a single call through at a time, at growing distances, until one succeeds.
 */
final class ModelGate {
    private static final Duration SHARED_WAIT = Duration.ofSeconds(2);
    private static final int DOWN_AFTER = 12;
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(30);
    private static final long FIRST_PROBE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_PROBE_NANOS = Duration.ofSeconds(30).toNanos();

    private final String model;
    private final int most;
    private final RunClock clock;
    private final RunControl control;
    private final RunListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private final @Nullable TokenBucket requests;
    private final @Nullable TokenBucket tokens;
    private double limit;
    private int underWay;
    private long started;
    private long decreasedAt = -1;
    private long notBefore;
    private int failuresInARow;
    private boolean down;
    private long downSince;
    private long probeDelay = FIRST_PROBE_NANOS;
    private double tokensPerBound = 1;

    ModelGate(ModelInfo model, int most, RunClock clock, RunControl control, RunListener listener) {
        this.model = model.identity();
        this.most = most;
        this.limit = most;
        this.clock = clock;
        this.control = control;
        this.listener = listener;
        long now = clock.nanoTime();
        this.notBefore = now;
        Integer rpm = model.requestsPerMinute();
        Long tpm = model.tokensPerMinute();
        this.requests = rpm == null ? null : new TokenBucket(rpm, now);
        this.tokens = tpm == null ? null : new TokenBucket(tpm, now);
        control.onStop(this::wakeAll);
    }

    /**
     * A call that was let through.
     *
     * @param number its place in the order of starts
     * @param tokens tokens that were taken from the minute's allowance
     */
    record Pass(long number, double tokens) {}

    /**
     * Waits until a call may start.
     *
     * @param bound most tokens that the call can use
     * @throws RunStoppedException if the run was stopped
     */
    Pass enter(long bound) throws InterruptedException {
        lock.lock();
        try {
            Condition turn = lock.newCondition();
            queue.addLast(turn);
            try {
                while (true) {
                    control.check();
                    double size = Math.max(1, bound * tokensPerBound);
                    long delay = queue.peekFirst() == turn ? delay(size) : Long.MAX_VALUE;
                    if (delay == 0) {
                        return pass(size);
                    }
                    clock.await(turn, delay);
                }
            } finally {
                queue.remove(turn);
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    private long delay(double size) {
        if (underWay >= (down ? 1 : (int) limit)) {
            return Long.MAX_VALUE;
        }
        long now = clock.nanoTime();
        long delay = Math.max(0, notBefore - now);
        if (requests != null) {
            delay = Math.max(delay, requests.delay(1, now));
        }
        if (tokens != null) {
            delay = Math.max(delay, tokens.delay(size, now));
        }
        return delay;
    }

    private Pass pass(double size) {
        long now = clock.nanoTime();
        if (requests != null) {
            requests.take(1, now);
        }
        if (tokens != null) {
            tokens.take(size, now);
        }
        underWay++;
        return new Pass(++started, size);
    }

    /** Ends a call that got its reply. */
    void succeeded(Pass pass, long bound, long used) {
        lock.lock();
        try {
            leave(pass, used);
            double ratio = (double) used / Math.max(1, bound);
            tokensPerBound = Math.min(1, Math.max(tokensPerBound * 0.95 + 0.05 * ratio, ratio));
            failuresInARow = 0;
            if (down) {
                down = false;
                limit = Math.max(1, Math.min(limit, most / 4.0));
                probeDelay = FIRST_PROBE_NANOS;
                decreasedAt = started;
            } else {
                limit = Math.min(most, limit + 1 / limit);
            }
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a call that the server turned away: too many requests, or overloaded. */
    void pushedBack(Pass pass, @Nullable Duration retryAfter) {
        lock.lock();
        try {
            leave(pass, 0);
            if (retryAfter != null && retryAfter.compareTo(SHARED_WAIT) <= 0) {
                notBefore = Math.max(notBefore, clock.nanoTime() + retryAfter.toNanos());
            }
            decrease(pass);
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a call that failed on the server's or the network's side.
     *
     * @param overloaded whether the server said that it has too much to do
     */
    void failed(Pass pass, String problem, boolean overloaded) {
        lock.lock();
        try {
            leave(pass, 0);
            failuresInARow++;
            if (overloaded) {
                decrease(pass);
            }
            if (down) {
                probeDelay = Math.min(LAST_PROBE_NANOS, probeDelay * 2);
                notBefore = clock.nanoTime() + probeDelay;
                if (clock.nanoTime() - downSince > LONGEST_OUTAGE.toNanos()) {
                    control.fail(new AugmentException("The server of " + model + " has not answered for "
                            + LONGEST_OUTAGE.toMinutes() + " minutes (" + problem
                            + "). All replies are in the ledger; start the run again when the server is back."));
                }
            } else if (failuresInARow >= DOWN_AFTER) {
                down = true;
                downSince = clock.nanoTime();
                notBefore = clock.nanoTime() + probeDelay;
                listener.onOutage(model, problem);
            }
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a call in a way that says nothing about the server's load. */
    void left(Pass pass) {
        lock.lock();
        try {
            leave(pass, 0);
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the server is taken to be down; attempts then do not count against a record. */
    boolean isDown() {
        lock.lock();
        try {
            return down;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Pass pass, long used) {
        underWay--;
        if (tokens != null) {
            tokens.correct(pass.tokens() - used);
        }
    }

    private void decrease(Pass pass) {
        if (pass.number() > decreasedAt) {
            limit = Math.max(1, limit / 2);
            decreasedAt = started;
            listener.onThrottle(model, (int) limit);
        }
    }

    private void wakeFirst() {
        Condition first = queue.peekFirst();
        if (first != null) {
            first.signal();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }
}
