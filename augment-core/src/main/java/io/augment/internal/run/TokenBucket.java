package io.augment.internal.run;

/**
 * Meters a rate: a bucket that fills steadily and from which each call takes its share.
 *
 * <p>The burst is a fiftieth of a minute's allowance and the filling rate gives way by as much, so that no 60 seconds ever
 * see more than the limit, and more than 95% of it can be used. A call that is larger than the burst may pass when the
 * bucket is full and leaves a debt. Guarded by its owner's lock.
 */
final class TokenBucket {
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final int BURST_SHARE = 50;

    private final double perNano;
    private final double burst;
    private double level;
    private long last;

    TokenBucket(long perMinute, long now) {
        this.burst = Math.max(1, (double) perMinute / BURST_SHARE);
        this.perNano = Math.max(perMinute - burst, perMinute * 0.5) / NANOS_PER_MINUTE;
        this.level = burst;
        this.last = now;
    }

    /** Returns how long a call of this size must wait, in nanoseconds; 0 when it may go. */
    long delay(double size, long now) {
        fill(now);
        double needed = Math.min(size, burst);
        return level >= needed ? 0 : (long) Math.ceil((needed - level) / perNano);
    }

    void take(double size, long now) {
        fill(now);
        level -= size;
    }

    /** Gives back, or takes, the difference between what a call was thought to need and what it needed. */
    void correct(double difference) {
        level = Math.min(burst, level + difference);
    }

    private void fill(long now) {
        level = Math.min(burst, level + (now - last) * perNano);
        last = now;
    }
}
