package io.augment.internal.run;

import io.augment.AugmentException;
import io.augment.chat.ModelInfo;
import io.augment.run.RunListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of one model through: in the order in which they came, within its requests and tokens a minute, and only as
 * many at once as its server bears.
 *
 * <p>How many at once: additive increase, multiplicative decrease (as TCP Reno does it). A push-back halves the number, at
 * most once for the calls that were under way together, and once a second; each full round of good replies adds one. Where
 * fewer are under way than may be, a push-back does not halve it, as the rate alone is to blame; and where neither is, it is
 * put back. How fast: as fast as the limits allow, and no faster than the server accepts ({@link AdaptiveRate}).
 *
 * <p>The wait that a push-back names concerns the call alone that was told so, until nothing is accepted any more: then all
 * calls keep it. A server that only fails is taken to be down: the gate then lets a single call through at a time, at growing
 * distances, until one is answered.
 */
final class ModelGate {
    /** After so many push-backs to calls of different rounds, with nothing accepted in between, all calls wait. */
    private static final int ALL_REFUSED = 3;

    /** Meanwhile the rate alone gives way, which finds what the server bears much sooner. */
    private static final Duration BETWEEN_DECREASES = Duration.ofSeconds(1);

    private static final Duration LONGEST_SHARED_WAIT = Duration.ofMinutes(1);
    private static final int DOWN_AFTER = 12;
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(30);
    private static final long FIRST_PROBE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LAST_PROBE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final double FORGETTING = 0.005;

    private final String model;
    private final int most;
    private final RunClock clock;
    private final RunControl control;
    private final RunListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn> queue = new ArrayDeque<>();
    private final @Nullable TokenBucket requests;
    private final @Nullable TokenBucket tokens;
    private double limit;
    private int underWay;
    private long started;
    private long decreasedAt = -1;
    private long nextDecrease;
    private long notBefore;
    private final AdaptiveRate adaptive = new AdaptiveRate();
    private int refusedRounds;
    private long refusedAt;
    private int failuresInARow;
    private boolean down;
    private long downSince;
    private long downAt;
    private long probeDelay = FIRST_PROBE_NANOS;
    private double tokensPerBound = 1;

    /** What the listener is to be told once the lock is free: it may take its time. */
    private final List<Runnable> events = new ArrayList<>();

    private long answers;
    private long badRequests;

    /** Bad requests, and no good one, after which the fault is taken to be with the settings and not with the records. */
    private static final int ALL_BAD = 20;

    ModelGate(ModelInfo model, int most, RunClock clock, RunControl control, RunListener listener) {
        this.model = model.identity();
        this.most = most;
        this.limit = most;
        this.clock = clock;
        this.control = control;
        this.listener = listener;
        long now = clock.nanoTime();
        this.notBefore = now;
        this.nextDecrease = now;
        Integer rpm = model.requestsPerMinute();
        Long tpm = model.tokensPerMinute();
        this.requests = rpm == null ? null : new TokenBucket(rpm, now);
        this.tokens = tpm == null ? null : new TokenBucket(tpm, now);
        control.onStop(this::wakeAll);
    }

    /** A call that was let through. */
    static final class Pass {
        private final long number;
        private final long tokens;
        private final long at;
        private boolean ended;

        /**
         * Creates a pass.
         *
         * @param number its place in the order of starts
         * @param tokens tokens that were taken from the minute's allowance
         * @param at when it started
         */
        Pass(long number, long tokens, long at) {
            this.number = number;
            this.tokens = tokens;
            this.at = at;
        }
    }

    /** A call that waits, and its pass once it is let through. */
    private static final class Turn {
        private final long bound;
        private final Condition changed;
        private @Nullable Pass pass;

        Turn(long bound, Condition changed) {
            this.bound = bound;
            this.changed = changed;
        }
    }

    /**
     * Waits until a call may start.
     *
     * @param bound most tokens that the call can use
     * @throws RunStoppedException if the run was stopped
     */
    Pass enter(long bound) throws InterruptedException {
        lock.lock();
        try {
            Turn turn = new Turn(bound, lock.newCondition());
            queue.addLast(turn);
            boolean through = false;
            try {
                while (true) {
                    control.check();
                    if (queue.peekFirst() == turn) {
                        letThrough();
                    }
                    Pass pass = turn.pass;
                    if (pass != null) {
                        through = true;
                        return pass;
                    }
                    clock.await(turn.changed, queue.peekFirst() == turn ? delay(turn) : Long.MAX_VALUE);
                }
            } finally {
                if (!through) {
                    giveUp(turn);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands a pass to each call whose turn it is, so that calls which end together are followed together and nobody wakes up in
     * vain; wakes up the next one if it has to wait for a time.
     */
    private void letThrough() {
        for (Turn first = queue.peekFirst(); first != null; first = queue.peekFirst()) {
            long delay = delay(first);
            if (delay == 0) {
                queue.removeFirst();
                first.pass = pass(size(first));
            }
            if (delay != Long.MAX_VALUE) {
                first.changed.signal();
            }
            if (delay > 0) {
                return;
            }
        }
    }

    private void giveUp(Turn turn) {
        Pass pass = turn.pass;
        if (pass == null) {
            queue.remove(turn);
        } else {
            leave(pass, 0);
            adaptive.accepted(pass.number);
        }
        letThrough();
    }

    private long size(Turn turn) {
        return Math.max(1, (long) Math.ceil(turn.bound * tokensPerBound));
    }

    private long delay(Turn turn) {
        if (underWay >= (down ? 1 : (int) limit)) {
            return Long.MAX_VALUE;
        }
        long now = clock.nanoTime();
        long delay = Math.max(Math.max(0, notBefore - now), adaptive.delay(now));
        if (requests != null) {
            delay = Math.max(delay, requests.delay(1, now));
        }
        if (tokens != null) {
            delay = Math.max(delay, tokens.delay(size(turn), now));
        }
        return delay;
    }

    private Pass pass(long size) {
        long now = clock.nanoTime();
        if (requests != null) {
            requests.take(1, now);
        }
        if (tokens != null) {
            tokens.take(size, now);
        }
        adaptive.take(now);
        underWay++;
        return new Pass(++started, size, now);
    }

    /**
     * Ends a call that got its reply.
     *
     * @param used tokens that it used
     */
    void succeeded(Pass pass, long bound, long used) {
        lock.lock();
        try {
            leave(pass, used);
            learn((double) used / Math.max(1, bound));
            adaptive.accepted(pass.number);
            refusedRounds = 0;
            if (!answered()) {
                limit = Math.min(most, limit + 1 / limit);
            }
            letThrough();
        } finally {
            lock.unlock();
        }
    }

    /** Calls use a share of what they could use at most; what is taken beforehand is the largest share of late, and more. */
    private void learn(double ratio) {
        double careful = Math.min(1, ratio * 1.1);
        tokensPerBound =
                answers++ == 0 ? careful : Math.max(careful, tokensPerBound + FORGETTING * (careful - tokensPerBound));
    }

    /** Ends a call that the server turned away because there were too many. */
    void pushedBack(Pass pass, @Nullable Duration retryAfter) {
        lock.lock();
        try {
            boolean full = underWay >= (int) limit;
            leave(pass, 0);
            long now = clock.nanoTime();
            answered();
            boolean wasLifted = adaptive.isLifted();
            adaptive.refused(pass.number, pass.at, now);
            if (pass.number > refusedAt) {
                refusedRounds++;
                refusedAt = started;
            }
            if (adaptive.isLifted()) {
                limit = wasLifted ? limit : most;
            } else if (full) {
                decrease(pass);
            }
            if (refusedRounds >= ALL_REFUSED) {
                notBefore = Math.max(notBefore, now + sharedWait(retryAfter).toNanos());
            }
            letThrough();
        } finally {
            unlockAndTell();
        }
    }

    private static Duration sharedWait(@Nullable Duration retryAfter) {
        if (retryAfter == null || retryAfter.isNegative()) {
            return Duration.ofNanos(FIRST_PROBE_NANOS);
        }
        return retryAfter.compareTo(LONGEST_SHARED_WAIT) > 0 ? LONGEST_SHARED_WAIT : retryAfter;
    }

    /**
     * Ends a call that failed on the server's or the network's side.
     *
     * @param used tokens that it may have used
     * @param overloaded whether the server said that it has too much to do
     */
    void failed(Pass pass, String problem, long used, boolean overloaded) {
        lock.lock();
        try {
            leave(pass, Math.min(used, pass.tokens));
            adaptive.accepted(pass.number);
            failuresInARow++;
            if (overloaded) {
                decrease(pass);
            }
            if (!down && failuresInARow >= DOWN_AFTER) {
                goDown(problem);
            } else if (down && pass.number > downAt) {
                probeFailed(problem);
            }
            letThrough();
        } finally {
            unlockAndTell();
        }
    }

    private void unlockAndTell() {
        List<Runnable> told = List.copyOf(events);
        events.clear();
        lock.unlock();
        told.forEach(Runnable::run);
    }

    private void goDown(String problem) {
        down = true;
        downAt = started;
        downSince = clock.nanoTime();
        notBefore = downSince + probeDelay;
        events.add(() -> listener.onOutage(model, problem));
    }

    private void probeFailed(String problem) {
        long now = clock.nanoTime();
        probeDelay = Math.min(LAST_PROBE_NANOS, probeDelay * 2);
        notBefore = now + probeDelay;
        if (now - downSince > LONGEST_OUTAGE.toNanos()) {
            control.fail(new AugmentException("The server of " + model + " has not answered for "
                    + LONGEST_OUTAGE.toMinutes() + " minutes (" + problem
                    + "). All replies are in the ledger; start the run again when the server is back."));
        }
    }

    /** Takes an answer of any kind as a sign of life, and returns whether it ended an outage. */
    private boolean answered() {
        failuresInARow = 0;
        boolean back = down;
        if (back) {
            down = false;
            notBefore = clock.nanoTime();
            limit = Math.max(1, Math.min(limit, most / 4.0));
            probeDelay = FIRST_PROBE_NANOS;
            decreasedAt = started;
        }
        return back;
    }

    /**
     * Ends a call in a way that says nothing about the server's load, unless it has ended already.
     *
     * @param answered whether the server answered
     */
    void left(Pass pass, boolean answered) {
        lock.lock();
        try {
            if (pass.ended) {
                return;
            }
            leave(pass, 0);
            adaptive.accepted(pass.number);
            if (answered) {
                answered();
            }
            letThrough();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that the server refused a request as a bad one. When it does so with the first ones and has answered none, the
     * model's settings are wrong, and the run stops before all records are lost to them.
     */
    void refused(String problem) {
        lock.lock();
        try {
            badRequests++;
            if (answers == 0 && badRequests == ALL_BAD) {
                control.fail(new AugmentException(model + " refused the first " + ALL_BAD + " requests. The last one: "
                        + problem + " Correct the model's settings and start the run again."));
            }
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
        pass.ended = true;
        underWay--;
        if (tokens != null) {
            tokens.correct(pass.tokens - used, pass.at, clock.nanoTime());
        }
    }

    private void decrease(Pass pass) {
        long now = clock.nanoTime();
        if (pass.number > decreasedAt && now - nextDecrease >= 0) {
            limit = Math.max(1, limit / 2);
            decreasedAt = started;
            nextDecrease = now + BETWEEN_DECREASES.toNanos();
            int atOnce = (int) limit;
            events.add(() -> listener.onThrottle(model, atOnce));
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            queue.forEach(turn -> turn.changed.signal());
        } finally {
            lock.unlock();
        }
    }
}
