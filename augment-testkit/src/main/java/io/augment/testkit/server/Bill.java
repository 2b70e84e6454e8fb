package io.augment.testkit.server;

import java.math.BigDecimal;

/**
 * Adds up what a provider would charge: every request that was processed, also where its reply was then cut or lost.
 *
 * @param requests requests processed
 * @param promptTokens tokens of their prompts
 * @param completionTokens tokens of all their choices
 */
public record Bill(long requests, long promptTokens, long completionTokens) {
    /** Returns prompt and completion tokens together. */
    public long tokens() {
        return promptTokens + completionTokens;
    }

    /** Returns the exact cost, given prices per million tokens. */
    public BigDecimal cost(BigDecimal promptPrice, BigDecimal completionPrice) {
        return promptPrice
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(completionPrice.multiply(BigDecimal.valueOf(completionTokens)))
                .movePointLeft(6);
    }

    Bill plus(Bill other) {
        return new Bill(
                requests + other.requests,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens);
    }
}
