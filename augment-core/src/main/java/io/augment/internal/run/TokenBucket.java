package io.augment.internal.run;

/**
 * Meters a rate: a bucket that fills steadily and from which each call takes its share, and a count of the last minute that
 * holds whatever the calls' sizes.
 *
 * <p>The bucket holds a second's allowance. A call that is larger may pass when the bucket is full and leaves a debt. Guarded
 * by its owner's lock.
 */
final class TokenBucket {
    private static final double SECONDS_PER_MINUTE = 60;

    /** The minute is counted in steps of a quarter of a second. */
    private static final long STEP = 250_000_000;

    /** A minute and one second, since a request reaches its server later than it was let go, and not always as much later. */
    private static final int STEPS = 244;

    private final long limit;
    private final double perNano;
    private final double burst;
    private final long[] taken = new long[STEPS];
    private final long start;
    private long step;
    private long inWindow;
    private double level;
    private long last;

    TokenBucket(long perMinute, long now) {
        this.limit = perMinute;
        this.burst = Math.max(1, perMinute / SECONDS_PER_MINUTE);
        this.perNano = perMinute / (STEPS * (double) STEP);
        this.level = burst;
        this.start = now;
        this.last = now;
    }

    /** Returns how long a call of this size must wait, in nanoseconds; 0 when it may go. */
    long delay(long size, long now) {
        fill(now);
        double missing = Math.min((double) size, burst) - level;
        long paced = missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
        return Math.max(paced, windowDelay(size, now));
    }

    /** Calls larger than a minute's allowance pass when nothing else was taken. */
    private long windowDelay(long size, long now) {
        long excess = Math.min(inWindow, inWindow + size - limit);
        if (excess <= 0) {
            return 0;
        }
        long oldest = step - STEPS + 1;
        while (excess > 0 && oldest < step) {
            excess -= taken[slot(oldest++)];
        }
        return Math.max(1, start + (oldest + STEPS - 1) * STEP - now);
    }

    void take(long size, long now) {
        fill(now);
        level -= size;
        taken[slot(step)] += size;
        inWindow += size;
    }

    /**
     * Gives back, or takes, the difference between what a call was thought to need and what it needed.
     *
     * @param takenAt when it was taken
     */
    void correct(long difference, long takenAt, long now) {
        fill(now);
        level += difference;
        long at = Math.max(0, (takenAt - start) / STEP);
        if (at > step - STEPS) {
            taken[slot(at)] -= difference;
            inWindow -= difference;
        }
    }

    private void fill(long now) {
        level = Math.max(level, Math.min(burst, level + (now - last) * perNano));
        last = now;
        long current = (now - start) / STEP;
        for (long next = Math.max(step + 1, current - STEPS + 1); next <= current; next++) {
            inWindow -= taken[slot(next)];
            taken[slot(next)] = 0;
        }
        if (current - step >= STEPS) {
            inWindow = 0;
        }
        step = Math.max(step, current);
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, (long) STEPS);
    }
}
