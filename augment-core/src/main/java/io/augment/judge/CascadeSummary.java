package io.augment.judge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a cascade of judges did.
 *
 * @param judged pairs that were judged
 * @param decidedCheaply pairs that the cheap judge decided
 * @param audited clear cases that the dear judge saw as well
 * @param agreement share of the audited cases in which both judges came to the same side, with a confidence interval of 95%;
 *     null when none was audited
 * @param costUsd money for all calls, in US dollars; null when a model has no price
 * @param savedUsd money that judging every pair by the dear judge would have cost on top, estimated from the pairs that it
 *     saw; null when it is not known
 */
public record CascadeSummary(
        long judged,
        long decidedCheaply,
        long audited,
        @Nullable Interval agreement,
        @Nullable BigDecimal costUsd,
        @Nullable BigDecimal savedUsd) {
    /** Returns all of it in a sentence or two. */
    public String sentence() {
        String agreed =
                agreement == null ? "none was audited" : "agreement on " + audited + " audited ones " + agreement;
        String saved = savedUsd == null
                ? "what that saved is not known: the dear judge has no price, or saw no pair"
                : "about $" + savedUsd.setScale(4, RoundingMode.HALF_UP).toPlainString() + " saved";
        double share = judged == 0 ? 0 : 100.0 * decidedCheaply / judged;
        return String.format(
                Locale.ROOT,
                "The cheap judge decided %d of %d pairs (%.0f%%); %s; %s.",
                decidedCheaply,
                judged,
                share,
                agreed,
                saved);
    }
}
