package io.augment.testkit.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/** Keeps the largest sum of tokens seen in any 60 seconds, in steps of a quarter of a second. Safe for use by many threads. */
public final class TokenWindow {
    private static final long STEP = 250_000_000L;
    private static final int STEPS = 240;

    private final ReentrantLock lock = new ReentrantLock();
    private final long[] sums = new long[STEPS];
    private final long start;
    private long step;
    private long total;
    private long peak;

    /** Creates a window that begins at {@code now} ({@link System#nanoTime()}). */
    public TokenWindow(long now) {
        start = now;
    }

    /** Adds tokens used at {@code now}. */
    public void add(long tokens, long now) {
        lock.lock();
        try {
            long current = Math.max(step, (now - start) / STEP);
            for (long passed = Math.max(step + 1, current - STEPS + 1); passed <= current; passed++) {
                int slot = (int) (passed % STEPS);
                total -= sums[slot];
                sums[slot] = 0;
            }
            step = current;
            sums[(int) (current % STEPS)] += tokens;
            total += tokens;
            peak = Math.max(peak, total);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the largest sum so far. */
    public long peak() {
        lock.lock();
        try {
            return peak;
        } finally {
            lock.unlock();
        }
    }
}
