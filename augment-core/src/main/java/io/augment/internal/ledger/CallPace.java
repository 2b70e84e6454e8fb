package io.augment.internal.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sets the ledger's flushes to the pace of the calls: while others are under way, the next flush may wait for their lines for a
 * small share of the time that a call takes.
 *
 * <p>A flush costs about 0.1 ms of processor time, as much as a call over loopback; at a share of 3% of 50 ms, 256 calls at once
 * share one flush by about ten.
 */
final class CallPace implements SegmentWriter.Pace {
    private static final double SHARE = 0.03;
    private static final long LONGEST_NANOS = 10_000_000;

    /** Weight of the newest call in the mean. */
    private static final double NEWEST = 0.02;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile double mean;

    /** Notes that a call begins, and returns when. */
    long begin() {
        underWay.incrementAndGet();
        return System.nanoTime();
    }

    /** Notes that a call has ended. A lost update of the mean does no harm. */
    void end(long since) {
        underWay.decrementAndGet();
        double before = mean;
        mean = before + NEWEST * (System.nanoTime() - since - before);
    }

    @Override
    public long nanos() {
        return underWay.get() == 0 ? 0 : Math.min(LONGEST_NANOS, (long) (SHARE * mean));
    }
}
