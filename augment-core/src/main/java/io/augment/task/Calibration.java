package io.augment.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tells how far a classifier's confidence is from how often it is right.
 *
 * <p>The calibration error is the expected calibration error (Naeini, Cooper and Hauskrecht, 2015): answers are sorted by
 * confidence and cut into ten groups of equal size, and the difference between mean confidence and accuracy is averaged over
 * them. Chance alone makes it greater than 0: with 100 answers an honest classifier shows about 0.1. The 95 % interval is that
 * of a bootstrap with 1,000 draws (percentiles). Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Calibration calibration = Calibration.of(new double[] {0.9, 0.8, 0.6}, new boolean[] {true, true, false});
 * double error = calibration.error();
 * }</pre>
 */
public final class Calibration {
    private static final int GROUPS = 10;
    private static final int DRAWS = 1_000;

    private final double[] confidences;
    private final boolean[] right;

    private Calibration(double[] confidences, boolean[] right) {
        this.confidences = confidences;
        this.right = right;
    }

    /**
     * Compares confidences with what was right.
     *
     * @param confidences confidence of each answer, 0 to 1
     * @param right whether the answer was right
     * @throws IllegalArgumentException if the lengths differ, there is no answer, or a confidence is not from 0 to 1
     */
    public static Calibration of(double[] confidences, boolean[] right) {
        if (confidences.length != right.length || right.length == 0) {
            throw new IllegalArgumentException(
                    "A calibration needs as many confidences as answers, and at least one, but got "
                            + confidences.length + " and " + right.length);
        }
        if (Arrays.stream(confidences).anyMatch(one -> !(one >= 0 && one <= 1))) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1");
        }
        Integer[] order = IntStream.range(0, right.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(confidences[a], confidences[b]));
        double[] sorted = new double[right.length];
        boolean[] hits = new boolean[right.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = confidences[order[i]];
            hits[i] = right[order[i]];
        }
        return new Calibration(sorted, hits);
    }

    /** Returns how many answers were compared. */
    public int answers() {
        return right.length;
    }

    /** Returns the share of right answers, 0 to 1. */
    public double accuracy() {
        return (double) IntStream.range(0, right.length).filter(i -> right[i]).count() / right.length;
    }

    /** Returns the mean confidence, 0 to 1. */
    public double meanConfidence() {
        return Arrays.stream(confidences).average().orElse(0);
    }

    /** Returns mean confidence minus accuracy, -1 to 1: above 0 the classifier is too sure, below 0 not sure enough. */
    public double gap() {
        return meanConfidence() - accuracy();
    }

    /** Returns the expected calibration error, 0 to 1. */
    public double error() {
        return error(IntStream.range(0, right.length).toArray());
    }

    /** Returns the lower and the upper end of the 95 % interval of {@link #error()}. */
    public double[] errorInterval() {
        return interval(this::error);
    }

    /** Returns the lower and the upper end of the 95 % interval of {@link #gap()}. */
    public double[] gapInterval() {
        return interval(this::gap);
    }

    /**
     * Returns the share of answers whose confidence is below a limit.
     *
     * @param limit a confidence, 0 to 1
     */
    public double shareBelow(double limit) {
        return (double) below(limit) / right.length;
    }

    /**
     * Returns the accuracy if all answers with less confidence were given by somebody who is always right.
     *
     * @param limit a confidence, 0 to 1
     */
    public double accuracyWithHelpBelow(double limit) {
        int first = below(limit);
        long hits = IntStream.range(first, right.length).filter(i -> right[i]).count();
        return (double) (first + hits) / right.length;
    }

    /** Returns the confidences, ascending. */
    double[] confidences() {
        return confidences.clone();
    }

    /** Returns which answers were right, in the order of {@link #confidences()}. */
    boolean[] right() {
        return right.clone();
    }

    private int below(double limit) {
        int below = 0;
        while (below < right.length && confidences[below] < limit) {
            below++;
        }
        return below;
    }

    /** Computes a figure of some of the answers, given by their places, ascending. */
    private interface Figure {
        double of(int[] places);
    }

    private double error(int[] places) {
        double sum = 0;
        int groups = Math.min(GROUPS, places.length);
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) places.length * group / groups);
            int to = (int) ((long) places.length * (group + 1) / groups);
            double difference = 0;
            for (int i = from; i < to; i++) {
                difference += confidences[places[i]] - (right[places[i]] ? 1 : 0);
            }
            sum += Math.abs(difference);
        }
        return sum / places.length;
    }

    private double gap(int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += confidences[place] - (right[place] ? 1 : 0);
        }
        return sum / places.length;
    }

    private double[] interval(Figure figure) {
        SplittableRandom random = new SplittableRandom(0);
        double[] drawn = new double[DRAWS];
        int[] places = new int[right.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < places.length; i++) {
                places[i] = random.nextInt(right.length);
            }
            Arrays.sort(places);
            drawn[draw] = figure.of(places);
        }
        Arrays.sort(drawn);
        return new double[] {drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]};
    }

    @Override
    public String toString() {
        double[] errors = errorInterval();
        double[] gaps = gapInterval();
        return String.format(
                Locale.ROOT,
                "calibration error %.3f [%.3f, %.3f], mean confidence minus accuracy %+.3f [%+.3f, %+.3f]",
                error(),
                errors[0],
                errors[1],
                gap(),
                gaps[0],
                gaps[1]);
    }
}
