package io.augment.run;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is.
 *
 * @param read rows read so far
 * @param kept rows kept so far
 * @param rejected records rejected so far
 * @param failed records failed so far
 * @param inFlight calls under way
 * @param requests attempts made, earlier processes included
 * @param costUsd money charged so far; null where no price is known
 * @param elapsed time since the start
 * @param share share of the work that is done, 0 to 1, or -1 when it is not known
 */
public record RunProgress(
        long read,
        long kept,
        long rejected,
        long failed,
        int inFlight,
        long requests,
        @Nullable BigDecimal costUsd,
        Duration elapsed,
        double share) {}
