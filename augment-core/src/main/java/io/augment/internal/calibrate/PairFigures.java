package io.augment.internal.calibrate;

import io.augment.calibrate.Calibration;
import io.augment.internal.calibrate.GoldRun.Compared;
import io.augment.judge.Interval;
import io.augment.judge.Preference;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Compares preferences with people's. */
public final class PairFigures {
    private static final List<Preference> CLASSES = List.of(Preference.values());

    private final List<Compared> judged;
    private final int unscored;
    private final long seed;

    /** Creates the figures of these comparisons. */
    public PairFigures(List<Compared> all, long seed) {
        this.judged = all.stream()
                .filter(one -> one.comparison().preference() != null)
                .toList();
        this.unscored = all.size() - judged.size();
        this.seed = seed;
        if (judged.isEmpty()) {
            throw new IllegalArgumentException("The judge compared none of the " + all.size() + " pairs");
        }
    }

    /** Returns all figures. */
    public Calibration calibration() {
        long agreed = judged.stream()
                .filter(one -> said(one) == one.gold().preferred())
                .count();
        long consistent =
                judged.stream().filter(one -> one.comparison().isConsistent()).count();
        int ties =
                (int) judged.stream().filter(one -> said(one) == Preference.TIE).count();
        return new Calibration(
                judged.size(),
                unscored,
                Interval.ofShare(agreed, judged.size()),
                resampled(this::kappa),
                null,
                resampled(rows -> share(rows, 2, this::rightAnswers)),
                Interval.ofShare(consistent, judged.size()),
                resampled(this::firstShown),
                resampled(rows -> longer(rows, true) - longer(rows, false)),
                resampled(rows -> longer(rows, true)),
                ties,
                null);
    }

    private Interval resampled(ToDoubleFunction<int[]> figure) {
        return Bootstrap.of(judged.size(), seed, figure);
    }

    private static Preference said(Compared one) {
        return Objects.requireNonNull(one.comparison().preference());
    }

    private double kappa(int[] rows) {
        int[] judge = new int[rows.length];
        int[] people = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Compared one = judged.get(rows[i]);
            judge[i] = CLASSES.indexOf(said(one));
            people[i] = CLASSES.indexOf(one.gold().preferred());
        }
        return Statistics.kappa(judge, people, CLASSES.size());
    }

    private double share(int[] rows, int each, ToDoubleFunction<Compared> hits) {
        double sum = 0;
        for (int row : rows) {
            sum += hits.applyAsDouble(judged.get(row));
        }
        return sum / ((double) rows.length * each);
    }

    private double rightAnswers(Compared one) {
        Preference gold = one.gold().preferred();
        return (one.comparison().asShown() == gold ? 1 : 0) + (one.comparison().asSwapped() == gold ? 1 : 0);
    }

    /** Returns the share of decided single answers that prefer the text shown first. */
    private double firstShown(int[] rows) {
        double first = 0;
        double decided = 0;
        for (int row : rows) {
            Preference shown = judged.get(row).comparison().asShown();
            Preference swapped = judged.get(row).comparison().asSwapped();
            decided += (shown == Preference.TIE ? 0 : 1) + (swapped == Preference.TIE ? 0 : 1);
            first += (shown == Preference.FIRST ? 1 : 0) + (swapped == Preference.SECOND ? 1 : 0);
        }
        return decided == 0 ? Double.NaN : first / decided;
    }

    /** Returns the share of single answers, or of people's, that prefer the longer text, of those that prefer any. */
    private double longer(int[] rows, boolean ofJudge) {
        double longer = 0;
        double decided = 0;
        for (int row : rows) {
            Compared one = judged.get(row);
            int difference = one.gold().first().length() - one.gold().second().length();
            if (difference == 0 || one.gold().preferred() == Preference.TIE) {
                continue;
            }
            List<Preference> said = ofJudge
                    ? List.of(
                            Objects.requireNonNull(one.comparison().asShown()),
                            Objects.requireNonNull(one.comparison().asSwapped()))
                    : List.of(one.gold().preferred());
            for (Preference preference : said) {
                decided += preference == Preference.TIE ? 0 : 1;
                longer += preference == (difference > 0 ? Preference.FIRST : Preference.SECOND) ? 1 : 0;
            }
        }
        return decided == 0 ? Double.NaN : longer / decided;
    }
}
