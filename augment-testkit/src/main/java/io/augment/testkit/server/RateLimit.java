package io.augment.testkit.server;

import java.time.Duration;
import java.util.Objects;

/**
 * Describes a limit that the server enforces with token buckets, and how it tells a client to wait. Immutable; the setters
 * return changed copies.
 *
 * <p>The hint is truthful: after it the request would be served, if no other came in between. Tokens are those that a request
 * really uses, prompt and completion.
 */
public final class RateLimit {
    private final double requestsPerSecond;
    private final int burst;
    private final double tokensPerMinute;
    private final RetryHint hint;

    private RateLimit(double requestsPerSecond, int burst, double tokensPerMinute, RetryHint hint) {
        this.requestsPerSecond = requestsPerSecond;
        this.burst = burst;
        this.tokensPerMinute = tokensPerMinute;
        this.hint = hint;
    }

    /**
     * Returns a limit of requests in a given time, without a burst: requests must come evenly.
     *
     * @throws IllegalArgumentException if {@code requests} or {@code time} is not positive
     */
    public static RateLimit requests(int requests, Duration time) {
        if (requests < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a rate limit needs at least one request in a positive time");
        }
        return new RateLimit(requests * 1e9 / time.toNanos(), 1, Double.POSITIVE_INFINITY, RetryHint.SECONDS);
    }

    /**
     * Returns a limit of tokens per minute, and none of requests.
     *
     * @throws IllegalArgumentException if {@code tokens} is not positive
     */
    public static RateLimit tokensOnly(int tokens) {
        return new RateLimit(Double.POSITIVE_INFINITY, 1, 1, RetryHint.SECONDS).tokensPerMinute(tokens);
    }

    /**
     * Allows so many requests at once before the rate counts; 1 unless set.
     *
     * @throws IllegalArgumentException if {@code requests} is not positive
     */
    public RateLimit burst(int requests) {
        return new RateLimit(requestsPerSecond, positive(requests), tokensPerMinute, hint);
    }

    /**
     * Adds a limit of tokens per minute; a minute's tokens may be used at once.
     *
     * @throws IllegalArgumentException if {@code tokens} is not positive
     */
    public RateLimit tokensPerMinute(int tokens) {
        return new RateLimit(requestsPerSecond, burst, positive(tokens), hint);
    }

    /** Chooses the form of the hint; {@link RetryHint#SECONDS} unless set. */
    public RateLimit hint(RetryHint hint) {
        return new RateLimit(requestsPerSecond, burst, tokensPerMinute, Objects.requireNonNull(hint, "hint"));
    }

    private static int positive(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a rate limit must be positive, not " + value);
        }
        return value;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    int burst() {
        return burst;
    }

    double tokensPerMinute() {
        return tokensPerMinute;
    }

    RetryHint hint() {
        return hint;
    }
}
