package io.augment.calibrate;

import io.augment.internal.calibrate.CalibrationFile;
import io.augment.judge.Interval;
import io.augment.run.RunDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a judge compares with people; every figure has a confidence interval of 95%. Shares have Wilson intervals where
 * each gold row counts once; all other intervals come from 1,000 seeded bootstrap samples of the gold rows.
 *
 * @param judged gold rows with a judgment of the judge
 * @param unscored gold rows that it could not judge; they count in no figure
 * @param agreement share of rows in which it says what people say; a tie of the judge where people chose counts against it
 * @param kappa Cohen's kappa: agreement beyond chance, at most 1
 * @param rankCorrelation Spearman's correlation of its scores with people's, -1 to 1; null for pairs
 * @param singleOrderAgreement share of single answers, each order for itself, that say what people say; null for scores
 * @param orderConsistency share of pairs on which both orders agree; null for scores
 * @param positionBias share of decided single answers that prefer what is shown first: 0.5 is none, 1 is always first; null for
 *     scores
 * @param lengthBias for pairs, share of decided ones in which it prefers the longer answer, less the share in which people do;
 *     for scores, rank correlation of its error (its score less people's) with the length: 0 is none
 * @param longerPreferred share of decided pairs in which it prefers the longer answer; null for scores
 * @param ties pairs in which the judge saw a tie, disagreements of the orders included
 * @param threshold the threshold for the wanted precision; null for pairs, and where no threshold reaches it
 */
public record Calibration(
        int judged,
        int unscored,
        Interval agreement,
        Interval kappa,
        @Nullable Interval rankCorrelation,
        @Nullable Interval singleOrderAgreement,
        @Nullable Interval orderConsistency,
        @Nullable Interval positionBias,
        Interval lengthBias,
        @Nullable Interval longerPreferred,
        int ties,
        @Nullable ChosenThreshold threshold) {

    /**
     * Holds a threshold and what it does on the gold set.
     *
     * @param minimum lowest score that passes
     * @param precision share of what passes that people call good
     * @param recall share of what people call good that passes
     */
    public record ChosenThreshold(double minimum, Interval precision, Interval recall) {}

    /** Returns the figures by name, those that do not apply left out. */
    public Map<String, Interval> figures() {
        Map<String, @Nullable Interval> all = new LinkedHashMap<>();
        all.put("agreement", agreement);
        all.put("kappa", kappa);
        all.put("rankCorrelation", rankCorrelation);
        all.put("singleOrderAgreement", singleOrderAgreement);
        all.put("orderConsistency", orderConsistency);
        all.put("positionBias", positionBias);
        all.put("lengthBias", lengthBias);
        all.put("longerPreferred", longerPreferred);
        if (threshold != null) {
            all.put("precision", threshold.precision());
            all.put("recall", threshold.recall());
        }
        Map<String, Interval> figures = new LinkedHashMap<>();
        all.forEach((name, figure) -> {
            if (figure != null) {
                figures.put(name, figure);
            }
        });
        return figures;
    }

    /**
     * Puts the figures into a run's directory and makes its report page anew, which then shows them.
     *
     * @throws io.augment.AugmentException if the directory holds no run, or cannot be written
     */
    public void showIn(RunDirectory directory) {
        CalibrationFile.write(this, directory);
    }
}
