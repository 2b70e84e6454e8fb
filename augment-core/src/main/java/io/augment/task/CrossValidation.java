package io.augment.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how good a learned classifier is on instructions that it has not seen: each was answered by a model that was fitted to
 * the other folds. Multinomial naive Bayes over a bag of words, on the same folds, is the baseline.
 *
 * @param folds number of folds
 * @param accuracy share of right answers, 0 to 1
 * @param macroF1 mean of the F1 scores of all task types, 0 to 1; a type of which nothing is recognized counts as 0
 * @param baselineAccuracy accuracy of the baseline
 * @param baselineMacroF1 macro F1 of the baseline
 * @param majority share of the most frequent task type: the accuracy of always answering it
 * @param f1 F1 score of each task type
 * @param calibration how far its confidence can be trusted
 */
public record CrossValidation(
        int folds,
        double accuracy,
        double macroF1,
        double baselineAccuracy,
        double baselineMacroF1,
        double majority,
        Map<String, Double> f1,
        Calibration calibration) {
    /** Creates the figures. */
    public CrossValidation {
        f1 = Collections.unmodifiableMap(new LinkedHashMap<>(f1));
    }

    /** Computes the figures of answers to the texts of all folds. */
    static CrossValidation of(
            int folds, List<String> labels, int[] truth, int[] answers, double[] confidences, int[] baseline) {
        boolean[] right = new boolean[truth.length];
        int[] counts = new int[labels.size()];
        for (int i = 0; i < truth.length; i++) {
            right[i] = truth[i] == answers[i];
            counts[truth[i]]++;
        }
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        double[] scores = f1(labels.size(), truth, answers);
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int k = 0; k < scores.length; k++) {
            byName.put(labels.get(k), scores[k]);
        }
        return new CrossValidation(
                folds,
                accuracy(truth, answers),
                mean(scores),
                accuracy(truth, baseline),
                mean(f1(labels.size(), truth, baseline)),
                (double) most / truth.length,
                byName,
                Calibration.of(confidences, right));
    }

    private static double accuracy(int[] truth, int[] answers) {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += truth[i] == answers[i] ? 1 : 0;
        }
        return (double) right / truth.length;
    }

    private static double mean(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum / scores.length;
    }

    private static double[] f1(int classes, int[] truth, int[] answers) {
        int[] right = new int[classes];
        int[] named = new int[classes];
        int[] there = new int[classes];
        for (int i = 0; i < truth.length; i++) {
            there[truth[i]]++;
            named[answers[i]]++;
            if (truth[i] == answers[i]) {
                right[truth[i]]++;
            }
        }
        double[] scores = new double[classes];
        for (int k = 0; k < classes; k++) {
            scores[k] = right[k] == 0 ? 0 : 2.0 * right[k] / (named[k] + there[k]);
        }
        return scores;
    }
}
