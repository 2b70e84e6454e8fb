package io.augment.internal.calibrate;

import io.augment.calibrate.Calibration;
import io.augment.calibrate.Calibration.ChosenThreshold;
import io.augment.internal.calibrate.GoldRun.Score;
import io.augment.judge.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares scores with people's. */
public final class ScoreFigures {
    private final double[] judge;
    private final double[] people;
    private final double[] lengths;
    private final int unscored;
    private final double wantedPrecision;
    private final double good;
    private final long seed;

    /** Creates the figures of these scores. */
    public ScoreFigures(List<Score> all, double wantedPrecision, double good, long seed) {
        List<Score> judged =
                all.stream().filter(one -> one.verdict().isScored()).toList();
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("The judge scored none of the " + all.size() + " answers");
        }
        this.judge = judged.stream()
                .mapToDouble(one -> Objects.requireNonNull(one.verdict().score()))
                .toArray();
        this.people = judged.stream().mapToDouble(one -> one.gold().score()).toArray();
        this.lengths = judged.stream()
                .mapToDouble(one -> one.gold().response().length())
                .toArray();
        this.unscored = all.size() - judged.size();
        this.wantedPrecision = wantedPrecision;
        this.good = good;
        this.seed = seed;
    }

    /** Returns all figures; agreement and kappa are those at the chosen threshold, or at people's own where there is none. */
    public Calibration calibration() {
        ChosenThreshold threshold = threshold();
        double minimum = threshold == null ? good : threshold.minimum();
        long agreed = 0;
        for (int i = 0; i < judge.length; i++) {
            agreed += (judge[i] >= minimum) == (people[i] >= good) ? 1 : 0;
        }
        return new Calibration(
                judge.length,
                unscored,
                Interval.ofShare(agreed, judge.length),
                resampled(rows -> kappa(rows, minimum)),
                resampled(rows -> Statistics.spearman(chosen(judge, rows), chosen(people, rows))),
                null,
                null,
                null,
                resampled(rows -> Statistics.spearman(errors(rows), chosen(lengths, rows))),
                null,
                0,
                threshold);
    }

    private Interval resampled(ToDoubleFunction<int[]> figure) {
        return Bootstrap.of(judge.length, seed, figure);
    }

    /** Returns the lowest threshold, which lets most pass, whose precision is as wanted; null where none reaches it. */
    private @Nullable ChosenThreshold threshold() {
        long goods = Arrays.stream(people).filter(score -> score >= good).count();
        for (double minimum : Arrays.stream(judge).sorted().distinct().toArray()) {
            long pass = 0;
            long right = 0;
            for (int i = 0; i < judge.length; i++) {
                if (judge[i] >= minimum) {
                    pass++;
                    right += people[i] >= good ? 1 : 0;
                }
            }
            if (pass > 0 && (double) right / pass >= wantedPrecision) {
                return new ChosenThreshold(minimum, Interval.ofShare(right, pass), Interval.ofShare(right, goods));
            }
        }
        return null;
    }

    private double kappa(int[] rows, double minimum) {
        int[] one = new int[rows.length];
        int[] other = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            one[i] = judge[rows[i]] >= minimum ? 1 : 0;
            other[i] = people[rows[i]] >= good ? 1 : 0;
        }
        return Statistics.kappa(one, other, 2);
    }

    private double[] errors(int[] rows) {
        double[] errors = new double[rows.length];
        Arrays.setAll(errors, i -> judge[rows[i]] - people[rows[i]]);
        return errors;
    }

    private static double[] chosen(double[] from, int[] rows) {
        double[] chosen = new double[rows.length];
        Arrays.setAll(chosen, i -> from[rows[i]]);
        return chosen;
    }
}
