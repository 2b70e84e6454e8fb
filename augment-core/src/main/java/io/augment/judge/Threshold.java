package io.augment.judge;

import io.augment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Decides which verdicts let a pair pass.
 *
 * @param minimum lowest overall score that passes, 0 to 1
 */
public record Threshold(double minimum) {
    /** Creates a threshold. */
    public Threshold {
        if (!(minimum >= 0 && minimum <= 1)) {
            throw new IllegalArgumentException("A threshold lies between 0 and 1, but was " + minimum);
        }
    }

    /**
     * Lets pass what scores this or more.
     *
     * @throws IllegalArgumentException if the score is outside 0 to 1
     */
    public static Threshold atLeast(double score) {
        return new Threshold(score);
    }

    /** Returns whether the verdict passes; one without a score never does. */
    public boolean accepts(Verdict verdict) {
        return rejection(verdict) == null;
    }

    /**
     * Returns why the verdict does not pass, or null when it does: {@code unscored}, the first defect's name, or
     * {@code below-threshold}.
     */
    public @Nullable String rejection(Verdict verdict) {
        Double score = verdict.score();
        if (score == null) {
            return "unscored";
        }
        if (score >= minimum) {
            return null;
        }
        return verdict.defects().isEmpty()
                ? "below-threshold"
                : verdict.defects().get(0);
    }
}
