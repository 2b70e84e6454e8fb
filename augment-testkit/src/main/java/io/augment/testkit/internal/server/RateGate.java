package io.augment.testkit.internal.server;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Admits requests by two token buckets, one for requests and one for tokens; each starts full. Safe for use by many threads.
 */
public final class RateGate {
    private static final double SECOND = 1e9;

    private final ReentrantLock lock = new ReentrantLock();
    private final double requestsPerNano;
    private final double requestCapacity;
    private final double tokensPerNano;
    private final double tokenCapacity;
    private double requests;
    private double tokens;
    private long last;

    /**
     * Creates a gate.
     *
     * @param requestsPerSecond requests admitted per second; infinite for no limit
     * @param burst requests that may come at once
     * @param tokensPerMinute tokens admitted per minute, also the most that may come at once; infinite for no limit
     * @param now the time, {@link System#nanoTime()}
     */
    public RateGate(double requestsPerSecond, double burst, double tokensPerMinute, long now) {
        requestsPerNano = perNano(requestsPerSecond, SECOND);
        requestCapacity = Double.isInfinite(requestsPerSecond) ? Double.POSITIVE_INFINITY : burst;
        tokensPerNano = perNano(tokensPerMinute, 60 * SECOND);
        tokenCapacity = tokensPerMinute;
        requests = requestCapacity;
        tokens = tokenCapacity;
        last = now;
    }

    /** A bucket without a limit holds infinitely many and needs no refill, which would be infinity times zero. */
    private static double perNano(double rate, double nanos) {
        return Double.isInfinite(rate) ? 0 : rate / nanos;
    }

    /**
     * Admits a request of {@code cost} tokens and returns 0, or returns the nanoseconds after which it would be admitted if no
     * other came. A request that costs more than the bucket holds is admitted when the bucket is full.
     */
    public long admit(int cost, long now) {
        lock.lock();
        try {
            double passed = Math.max(0, now - last);
            last = Math.max(last, now);
            requests = Math.min(requestCapacity, requests + passed * requestsPerNano);
            tokens = Math.min(tokenCapacity, tokens + passed * tokensPerNano);
            double wanted = Math.min(cost, tokenCapacity);
            double wait = Math.max(wait(1 - requests, requestsPerNano), wait(wanted - tokens, tokensPerNano));
            if (wait > 0) {
                return (long) Math.ceil(wait);
            }
            requests -= 1;
            tokens -= wanted;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private static double wait(double missing, double perNano) {
        return missing <= 0 ? 0 : missing / perNano;
    }
}
