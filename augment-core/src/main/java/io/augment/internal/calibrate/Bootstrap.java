package io.augment.internal.calibrate;

import io.augment.judge.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Resamples rows to find how sure a figure is. */
public final class Bootstrap {
    private static final int SAMPLES = 1_000;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * Returns a figure of all rows with its percentile interval.
     *
     * @param figure computes the figure from the numbers of the rows; NaN where it is not defined
     */
    public static Interval of(int rows, long seed, ToDoubleFunction<int[]> figure) {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        double value = figure.applyAsDouble(all);
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[SAMPLES];
        int count = 0;
        int[] sample = new int[rows];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < rows; j++) {
                sample[j] = random.nextInt(rows);
            }
            double one = figure.applyAsDouble(sample);
            if (!Double.isNaN(one)) {
                values[count++] = one;
            }
        }
        if (count == 0) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        Arrays.sort(values, 0, count);
        double low = values[(int) Math.floor(TAIL * (count - 1))];
        double high = values[(int) Math.ceil((1 - TAIL) * (count - 1))];
        return new Interval(value, Math.min(low, value), Math.max(high, value));
    }
}
