package io.augment.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.judge.DriftLog;
import java.util.List;
import java.util.Objects;

/**
 * Judges by one judge, shows a sample of the pairs to a second one, and warns when the two drift apart.
 *
 * <p>The first judge's verdict always stands. The sample is drawn by the record's name, so every run draws the same. The
 * warning is among the run's {@link io.augment.run.RunReport#warnings() warnings}. Safe for use by many threads; the counts run
 * from the moment it is made.
 *
 * <pre>{@code
 * QualityJudge judge = Recheck.of(QualityJudge.rubric(student), QualityJudge.rubric(teacher), 0.02, Threshold.atLeast(0.7));
 * }</pre>
 */
public final class Recheck implements QualityJudge {
    private static final double DEFAULT_AGREEMENT = 0.8;

    private final QualityJudge judge;
    private final QualityJudge second;
    private final double share;
    private final Threshold threshold;
    private final double wanted;
    private final DriftLog log = new DriftLog();

    private Recheck(QualityJudge judge, QualityJudge second, double share, Threshold threshold, double wanted) {
        this.judge = Objects.requireNonNull(judge, "judge");
        this.second = Objects.requireNonNull(second, "second");
        this.share = checked(share);
        this.threshold = Objects.requireNonNull(threshold, "threshold");
        this.wanted = checked(wanted);
    }

    /**
     * Creates a judge whose verdicts are re-checked.
     *
     * @param share part of the pairs that the second judge sees, 0 to 1
     * @param threshold the two agree when both let a pair pass it, or neither does
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    public static Recheck of(QualityJudge judge, QualityJudge second, double share, Threshold threshold) {
        return new Recheck(judge, second, share, threshold, DEFAULT_AGREEMENT);
    }

    /**
     * Returns a new judge that warns below another agreement; 0.8 unless told.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    public Recheck warnBelow(double agreement) {
        return new Recheck(judge, second, share, threshold, agreement);
    }

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        Verdict verdict = judge.judge(pair, context);
        log.check(verdict, second, pair, context, share, threshold);
        return verdict;
    }

    /** Returns the share of re-checked pairs on which both agree, with a confidence interval of 95%; 0 to 1 when there is none. */
    public Interval agreement() {
        return log.agreement();
    }

    @Override
    public List<String> notices() {
        String warning = log.warning(wanted);
        return warning == null ? List.of() : List.of(warning);
    }

    @Override
    public String name() {
        return "rechecked-" + judge.name();
    }

    static double checked(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, but was " + share);
        }
        return share;
    }
}
