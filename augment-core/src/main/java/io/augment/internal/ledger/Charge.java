package io.augment.internal.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an attempt costs, or may cost at most.
 *
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens of the reply
 * @param usd money in US dollars; null where the model has no price
 */
public record Charge(
        long promptTokens, long completionTokens, @Nullable BigDecimal usd) {
    /** Nothing at all. */
    public static final Charge NONE = new Charge(0, 0, BigDecimal.ZERO);

    /** Returns prompt and completion tokens together. */
    public long tokens() {
        return promptTokens + completionTokens;
    }
}
