package io.augment.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.judge.CascadeLog;
import java.util.List;
import java.util.Objects;

/**
 * Lets a cheap judge decide the clear cases, and a dear one the rest.
 *
 * <p>A score of the cheap judge at or below the lower bound, or at or above the upper one, stands; what lies between, and what
 * it leaves unscored, goes to the dear judge. A share of the clear cases, drawn by the record's name, is shown to the dear
 * judge as well: how often both come to the same side of the threshold is in {@link #summary()}, with the money saved. The
 * cheap verdict stands there too, so that the audit changes no result. Safe for use by many threads; the counts run from the
 * moment it is made.
 *
 * <pre>{@code
 * JudgeCascade judge = JudgeCascade.of(QualityJudge.rubric(small), QualityJudge.rubric(large)).clear(0.3, 0.8);
 * pipeline.judge(judge, Threshold.atLeast(0.6));
 * CascadeSummary saved = judge.summary();
 * }</pre>
 */
public final class JudgeCascade implements QualityJudge {
    private static final double DEFAULT_AUDIT = 0.05;

    private final QualityJudge cheap;
    private final QualityJudge dear;
    private final double low;
    private final double high;
    private final double audited;
    private final CascadeLog log = new CascadeLog();

    private JudgeCascade(QualityJudge cheap, QualityJudge dear, double low, double high, double audited) {
        this.cheap = Objects.requireNonNull(cheap, "cheap");
        this.dear = Objects.requireNonNull(dear, "dear");
        this.low = low;
        this.high = high;
        this.audited = audited;
    }

    /** Creates a cascade in which scores of 0.3 and less, and of 0.8 and more, are clear, and a twentieth is audited. */
    public static JudgeCascade of(QualityJudge cheap, QualityJudge dear) {
        return new JudgeCascade(cheap, dear, 0.3, 0.8, DEFAULT_AUDIT);
    }

    /**
     * Returns a new cascade with other bounds.
     *
     * @param newLow highest score that is clearly bad, 0 to 1
     * @param newHigh lowest score that is clearly good, above {@code newLow}
     * @throws IllegalArgumentException if the bounds are not in order
     */
    public JudgeCascade clear(double newLow, double newHigh) {
        if (!(newLow < newHigh)) {
            throw new IllegalArgumentException("The bounds must rise, but go from " + newLow + " to " + newHigh);
        }
        return new JudgeCascade(cheap, dear, newLow, newHigh, audited);
    }

    /**
     * Returns a new cascade that audits another share of the clear cases.
     *
     * @param share 0 to 1
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    public JudgeCascade audit(double share) {
        return new JudgeCascade(cheap, dear, low, high, Recheck.checked(share));
    }

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        return log.judge(cheap, dear, pair, context, verdict -> isClear(verdict), audited, (low + high) / 2);
    }

    private boolean isClear(Verdict verdict) {
        Double score = verdict.score();
        return score != null && (score <= low || score >= high);
    }

    /** Returns what the cascade did so far. */
    public CascadeSummary summary() {
        return log.summary();
    }

    @Override
    public List<String> notices() {
        return List.of(summary().sentence());
    }

    @Override
    public String name() {
        return "cascade";
    }
}
