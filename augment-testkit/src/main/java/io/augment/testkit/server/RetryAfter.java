package io.augment.testkit.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Is one hint as it is sent: the header line, and the {@link System#nanoTime()} before which a retry is early. */
record RetryAfter(String header, long notBefore) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    /** Clocks are read in milliseconds, by the client and here: this much is no early retry. */
    private static final long TOLERANCE = 2 * MILLI;

    static RetryAfter of(RetryHint hint, long waitNanos) {
        long now = System.nanoTime();
        return switch (hint) {
            case SECONDS -> {
                long seconds = ceil(waitNanos, SECOND);
                yield new RetryAfter("Retry-After: " + seconds, now + seconds * SECOND - TOLERANCE);
            }
            case MILLIS -> {
                long millis = ceil(waitNanos, MILLI);
                yield new RetryAfter("retry-after-ms: " + millis, now + millis * MILLI - TOLERANCE);
            }
            case DATE -> {
                long wall = System.currentTimeMillis();
                long second = ceil(wall + ceil(waitNanos, MILLI), 1000);
                yield new RetryAfter(
                        "Retry-After: " + HTTP_DATE.format(Instant.ofEpochSecond(second)),
                        now + (second * 1000 - wall) * MILLI - TOLERANCE);
            }
        };
    }

    private static long ceil(long value, long unit) {
        return (value + unit - 1) / unit;
    }
}
