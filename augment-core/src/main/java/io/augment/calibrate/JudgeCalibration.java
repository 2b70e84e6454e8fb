package io.augment.calibrate;

import io.augment.internal.calibrate.GoldRun;
import io.augment.internal.calibrate.PairFigures;
import io.augment.internal.calibrate.ScoreFigures;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import java.util.Objects;

/**
 * Measures a judge against a gold set. The calls go through a run of their own: they are in its ledger, count against its
 * budget, and are not paid again when it is repeated. Immutable.
 */
public final class JudgeCalibration {
    private static final double DEFAULT_PRECISION = 0.9;
    private static final double DEFAULT_GOOD = 0.5;

    private final GoldSet gold;
    private final double precision;
    private final double good;
    private final long seed;
    private final Budget budget;

    private JudgeCalibration(GoldSet gold, double precision, double good, long seed, Budget budget) {
        this.gold = Objects.requireNonNull(gold, "gold");
        this.precision = share("precision", precision);
        this.good = share("score", good);
        this.seed = seed;
        this.budget = Objects.requireNonNull(budget, "budget");
    }

    /** Starts a calibration. */
    public static JudgeCalibration against(GoldSet gold) {
        return new JudgeCalibration(gold, DEFAULT_PRECISION, DEFAULT_GOOD, 0, Budget.unlimited());
    }

    /**
     * Sets the precision that the chosen threshold must reach; 0.9 unless set.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    public JudgeCalibration wantedPrecision(double value) {
        return new JudgeCalibration(gold, value, good, seed, budget);
    }

    /**
     * Sets from which score on people call an answer good; 0.5 unless set.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    public JudgeCalibration goodFrom(double score) {
        return new JudgeCalibration(gold, precision, score, seed, budget);
    }

    /** Seeds the resampling; 0 unless set. */
    public JudgeCalibration seed(long value) {
        return new JudgeCalibration(gold, precision, good, value, budget);
    }

    /** Caps what the calls may cost. */
    public JudgeCalibration budget(Budget value) {
        return new JudgeCalibration(gold, precision, good, seed, value);
    }

    /**
     * Scores the gold set's single answers by a judge and compares.
     *
     * @throws IllegalArgumentException if the gold set has no scored answers
     * @throws io.augment.AugmentException if the run cannot go on
     */
    public Calibration measure(QualityJudge judge, RunDirectory directory) {
        require(!gold.scored().isEmpty(), "scored answers", "compared pairs: give a PairwiseJudge");
        Calibration result = new ScoreFigures(
                        GoldRun.scores(gold, judge, directory, seed, budget), precision, good, seed)
                .calibration();
        result.showIn(directory);
        return result;
    }

    /**
     * Compares the gold set's pairs by a judge, in both orders, and compares the outcome with people's.
     *
     * @throws IllegalArgumentException if the gold set has no pairs
     * @throws io.augment.AugmentException if the run cannot go on
     */
    public Calibration measure(PairwiseJudge judge, RunDirectory directory) {
        require(!gold.pairs().isEmpty(), "pairs", "scored answers: give a QualityJudge");
        Calibration result =
                new PairFigures(GoldRun.comparisons(gold, judge, directory, seed, budget), seed).calibration();
        result.showIn(directory);
        return result;
    }

    private static void require(boolean there, String what, String instead) {
        if (!there) {
            throw new IllegalArgumentException("The gold set has no " + what + ", only " + instead + ".");
        }
    }

    private static double share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A " + what + " lies between 0 and 1, but was " + value);
        }
        return value;
    }
}
