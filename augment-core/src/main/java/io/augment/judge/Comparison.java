package io.augment.judge;

import io.augment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a judge said about two answers in both orders; all preferences are in terms of the first order.
 *
 * @param asShown what was said when the first answer was shown first; null when it could not be read
 * @param asSwapped what was said when the second answer was shown first; null when it could not be read
 */
public record Comparison(
        @Nullable Preference asShown, @Nullable Preference asSwapped) {
    /** Returns the answer that won in both orders, a tie where the orders disagree, or null where one could not be read. */
    public @Nullable Preference preference() {
        if (asShown == null || asSwapped == null) {
            return null;
        }
        return asShown == asSwapped ? asShown : Preference.TIE;
    }

    /** Returns whether both orders were read and agree. */
    public boolean isConsistent() {
        return asShown != null && asShown == asSwapped;
    }

    /** Returns the verdict on the first answer: 1 when it won, 0 when it lost, 0.5 at a tie. */
    public Verdict verdict() {
        Preference preference = preference();
        if (preference == null) {
            return Verdict.unscored("the comparison could not be read in both orders");
        }
        double score = preference == Preference.TIE ? 0.5 : preference == Preference.FIRST ? 1 : 0;
        return Verdict.scored(score)
                .reason(isConsistent() ? null : "the two orders disagree")
                .build();
    }
}
