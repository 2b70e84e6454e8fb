package io.augment.internal.calibrate;

import java.util.Arrays;
import java.util.Comparator;

/** Agreement beyond chance, and correlation of ranks. */
final class Statistics {
    private Statistics() {}

    /**
     * Returns Cohen's kappa (J. Cohen, 1960) of two raters' classes, counted from 0; NaN when chance alone would agree always.
     */
    static double kappa(int[] one, int[] other, int classes) {
        double[] left = new double[classes];
        double[] right = new double[classes];
        double same = 0;
        for (int i = 0; i < one.length; i++) {
            left[one[i]]++;
            right[other[i]]++;
            same += one[i] == other[i] ? 1 : 0;
        }
        double n = one.length;
        double chance = 0;
        for (int i = 0; i < classes; i++) {
            chance += left[i] / n * (right[i] / n);
        }
        return chance >= 1 ? Double.NaN : (same / n - chance) / (1 - chance);
    }

    /** Returns Spearman's correlation of ranks, equal values sharing their mean rank; NaN when one of them does not vary. */
    static double spearman(double[] one, double[] other) {
        return pearson(ranks(one), ranks(other));
    }

    private static double pearson(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElse(0);
        double meanOther = Arrays.stream(other).average().orElse(0);
        double both = 0;
        double varianceOne = 0;
        double varianceOther = 0;
        for (int i = 0; i < one.length; i++) {
            double a = one[i] - meanOne;
            double b = other[i] - meanOther;
            both += a * b;
            varianceOne += a * a;
            varianceOther += b * b;
        }
        return varianceOne == 0 || varianceOther == 0 ? Double.NaN : both / Math.sqrt(varianceOne * varianceOther);
    }

    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end < order.length && values[order[end]] == values[order[i]]) {
                end++;
            }
            for (int j = i; j < end; j++) {
                ranks[order[j]] = (i + end - 1) / 2.0;
            }
            i = end;
        }
        return ranks;
    }
}
