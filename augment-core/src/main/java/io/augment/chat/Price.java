package io.augment.chat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a model costs, in US dollars per million tokens.
 *
 * @param inputPerMillion price of a million prompt tokens
 * @param outputPerMillion price of a million completion tokens
 * @param cachedInputPerMillion price of a million prompt tokens that the provider had cached; null for the full price
 */
public record Price(
        BigDecimal inputPerMillion,
        BigDecimal outputPerMillion,
        @Nullable BigDecimal cachedInputPerMillion) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Decimal digits of an amount in US dollars: a single token at $0.000001 per million is still more than zero. */
    private static final int SCALE = 12;

    /**
     * Creates a price.
     *
     * @throws IllegalArgumentException if a price is negative
     */
    public Price {
        requireNotNegative(Objects.requireNonNull(inputPerMillion, "inputPerMillion"));
        requireNotNegative(Objects.requireNonNull(outputPerMillion, "outputPerMillion"));
        if (cachedInputPerMillion != null) {
            requireNotNegative(cachedInputPerMillion);
        }
    }

    /**
     * Creates a price from decimal texts, such as {@code Price.perMillion("0.40", "1.20")}.
     *
     * @throws IllegalArgumentException if a text is not a decimal number or is negative
     */
    public static Price perMillion(String input, String output) {
        return new Price(new BigDecimal(input), new BigDecimal(output), null);
    }

    /** Returns a copy with a price for cached prompt tokens. */
    public Price cachedInput(String perMillion) {
        return new Price(inputPerMillion, outputPerMillion, new BigDecimal(perMillion));
    }

    /**
     * Returns the prices at a discount, such as a provider's batch or flexible tier gives on all tokens.
     *
     * @param share what is taken off, from 0 to 1: {@code 0.5} for half the price
     * @throws IllegalArgumentException if the text is no decimal number from 0 to 1
     */
    public Price discount(String share) {
        BigDecimal left = BigDecimal.ONE.subtract(new BigDecimal(share));
        if (left.signum() < 0 || left.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A discount is a share from 0 to 1, but was " + share);
        }
        BigDecimal cached = cachedInputPerMillion;
        return new Price(
                inputPerMillion.multiply(left),
                outputPerMillion.multiply(left),
                cached == null ? null : cached.multiply(left));
    }

    /** Returns the price of a call, in US dollars, rounded up at the twelfth decimal. */
    public BigDecimal cost(Usage usage) {
        BigDecimal cachedPrice = cachedInputPerMillion == null ? inputPerMillion : cachedInputPerMillion;
        long fresh = usage.promptTokens() - usage.cachedPromptTokens();
        return inputPerMillion
                .multiply(BigDecimal.valueOf(fresh))
                .add(cachedPrice.multiply(BigDecimal.valueOf(usage.cachedPromptTokens())))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(usage.completionTokens())))
                .divide(MILLION, SCALE, RoundingMode.UP);
    }

    /** Returns the most that a call with these tokens can cost, whatever the provider has cached. */
    public BigDecimal worstCase(long promptTokens, long completionTokens) {
        BigDecimal dearest =
                cachedInputPerMillion == null ? inputPerMillion : inputPerMillion.max(cachedInputPerMillion);
        return dearest.multiply(BigDecimal.valueOf(promptTokens))
                .add(outputPerMillion.multiply(BigDecimal.valueOf(completionTokens)))
                .divide(MILLION, SCALE, RoundingMode.UP);
    }

    private static void requireNotNegative(BigDecimal price) {
        if (price.signum() < 0) {
            throw new IllegalArgumentException("A price must not be negative, but was " + price.toPlainString());
        }
    }
}
