package io.augment.internal.task;

/** Finds the temperature that makes probabilities as sure as they may be (Guo et al., arXiv 1706.04599). */
final class Temperature {
    private static final double LEAST = 0.05;
    private static final double MOST = 20;
    private static final int STEPS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private Temperature() {}

    /** Returns the temperature at which the truth is least surprising, by golden-section search over its logarithm. */
    static double fit(float[][] scores, int[] truth) {
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int i = 0; i < STEPS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (surprise(scores, truth, Math.exp(left)) < surprise(scores, truth, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double surprise(float[][] scores, int[] truth, double temperature) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            float max = scores[i][SoftmaxModel.best(scores[i])];
            double all = 0;
            for (float score : scores[i]) {
                all += Math.exp((score - max) / temperature);
            }
            sum += Math.log(all) - (scores[i][truth[i]] - max) / temperature;
        }
        return sum;
    }
}
