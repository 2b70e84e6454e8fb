package io.augment.internal.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.util.Sampled;
import io.augment.judge.Interval;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts on how many pairs two judges agree. Safe for use by many threads. */
public final class DriftLog {
    private long both;
    private long agreed;
    private double difference;

    /** Shows a pair to the second judge if it is drawn, and notes whether both agree. */
    public void check(
            Verdict verdict,
            QualityJudge second,
            InstructionPair pair,
            StageContext context,
            double share,
            Threshold threshold) {
        if (!Sampled.is(context.recordId(), "recheck", share)) {
            return;
        }
        Verdict other = second.judge(pair, context);
        Double left = verdict.score();
        Double right = other.score();
        if (left != null && right != null) {
            note(threshold.accepts(verdict) == threshold.accepts(other), left - right);
        }
    }

    private synchronized void note(boolean same, double apart) {
        both++;
        agreed += same ? 1 : 0;
        difference += apart;
    }

    /** Returns the agreement so far. */
    public synchronized Interval agreement() {
        return Interval.ofShare(agreed, both);
    }

    /** Returns a warning where even the upper end of the interval lies below what is wanted, or null. */
    public synchronized @Nullable String warning(double wanted) {
        Interval agreement = Interval.ofShare(agreed, both);
        if (both == 0 || agreement.high() >= wanted) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "The second judge agrees with the first on %s of %d re-checked pairs, less than %.2f; the first scores %.2f %s on"
                        + " average. Calibrate it against a gold set, or choose another threshold.",
                agreement,
                both,
                wanted,
                Math.abs(difference / both),
                difference >= 0 ? "higher" : "lower");
    }
}
