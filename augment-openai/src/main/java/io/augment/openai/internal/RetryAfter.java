package io.augment.openai.internal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a server asks to wait: {@code retry-after-ms} (OpenAI, Azure), or {@code Retry-After} in seconds or as an
 * HTTP date (RFC 9110, section 10.2.3). Decimals are accepted in both numbers.
 */
final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");
    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /** Returns the time to wait, never negative, or null if the server did not say. */
    static @Nullable Duration of(Headers headers, Clock clock) {
        String millis = headers.get("retry-after-ms");
        if (millis != null && NUMBER.matcher(millis.strip()).matches()) {
            return duration(millis.strip(), NANOS_PER_MILLI);
        }
        String header = headers.get("Retry-After");
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (NUMBER.matcher(value).matches()) {
            return duration(value, NANOS_PER_SECOND);
        }
        Instant date = headers.getInstant("Retry-After");
        if (date == null) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), date);
        return wait.isNegative() ? Duration.ZERO : shorter(wait);
    }

    private static Duration duration(String number, BigDecimal nanos) {
        BigDecimal wanted = new BigDecimal(number).multiply(nanos);
        BigDecimal longest = BigDecimal.valueOf(LONGEST.toNanos());
        return Duration.ofNanos(wanted.min(longest).longValue());
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
