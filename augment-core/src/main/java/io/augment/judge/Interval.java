package io.augment.judge;

import java.util.Locale;

/**
 * Holds an estimate with its confidence interval of 95%.
 *
 * @param value the estimate
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
    private static final double Z = 1.959963984540054;

    /**
     * Returns a share with its Wilson interval (E. B. Wilson, 1927); 0 to 1 where nothing was counted, with no value.
     *
     * @param hits how many of them, 0 to {@code all}
     */
    public static Interval ofShare(long hits, long all) {
        if (all == 0) {
            return new Interval(Double.NaN, 0, 1);
        }
        double share = (double) hits / all;
        double z2 = Z * Z / all;
        double center = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / all + z2 / (4 * all));
        return new Interval(
                share, Math.max(0, Math.min(share, center - half)), Math.min(1, Math.max(share, center + half)));
    }

    /** Returns whether a value lies in the interval, its ends included. */
    public boolean contains(double other) {
        return other >= low && other <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value, low, high);
    }
}
