package io.augment.train;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a job is expected to take, before it is started.
 *
 * @param rows rows of the training file
 * @param tokensPerEpoch tokens of one pass, as estimated from the text: four characters of ASCII, or one other, make one
 * @param mostTokensPerEpoch tokens that one pass has at most: every byte counted as one
 * @param epochs passes that the estimate reckons with
 * @param pricePerMillion US dollars for a million trained tokens; null where it is not known
 */
public record TrainingEstimate(
        long rows,
        long tokensPerEpoch,
        long mostTokensPerEpoch,
        int epochs,
        @Nullable BigDecimal pricePerMillion) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int SCALE = 6;

    /**
     * Creates an estimate.
     *
     * @throws IllegalArgumentException if a count is negative, there is no epoch, or the price is negative
     */
    public TrainingEstimate {
        if (rows < 0 || tokensPerEpoch < 0 || mostTokensPerEpoch < tokensPerEpoch || epochs < 1) {
            throw new IllegalArgumentException("An estimate counts from 0 and has at least one epoch, but was " + rows
                    + " rows, " + tokensPerEpoch + " to " + mostTokensPerEpoch + " tokens, " + epochs + " epochs");
        }
        if (pricePerMillion != null && pricePerMillion.signum() < 0) {
            throw new IllegalArgumentException("A price is not negative, but was " + pricePerMillion);
        }
    }

    /** Returns the tokens of all epochs together. */
    public long tokens() {
        return Math.multiplyExact(tokensPerEpoch, epochs);
    }

    /** Returns the expected cost in US dollars, rounded up; null where no price is known. */
    public @Nullable BigDecimal cost() {
        return pricePerMillion == null ? null : cost(tokens(), pricePerMillion);
    }

    /** Returns what the job can cost at most, in US dollars, rounded up; null where no price is known. */
    public @Nullable BigDecimal mostCost() {
        return pricePerMillion == null ? null : cost(Math.multiplyExact(mostTokensPerEpoch, epochs), pricePerMillion);
    }

    /** Returns what a number of trained tokens costs, in US dollars, rounded up at the sixth decimal. */
    public static BigDecimal cost(long tokens, BigDecimal pricePerMillion) {
        return pricePerMillion.multiply(BigDecimal.valueOf(tokens)).divide(MILLION, SCALE, RoundingMode.CEILING);
    }
}
