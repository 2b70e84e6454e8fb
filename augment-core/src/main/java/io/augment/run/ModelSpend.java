package io.augment.run;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Sums what one stage spent on one model, over all processes of the run.
 *
 * @param stage name of the stage
 * @param model identity of the model
 * @param requests attempts, repeated ones included
 * @param promptTokens prompt tokens charged
 * @param completionTokens completion tokens charged
 * @param costUsd money charged, in US dollars; null where no price is known
 */
public record ModelSpend(
        String stage,
        String model,
        long requests,
        long promptTokens,
        long completionTokens,
        @Nullable BigDecimal costUsd) {}
