package io.augment.internal.evaluate;

/** Tests whether two counts could come from a fair coin. */
final class SignTest {
    private SignTest() {}

    /**
     * Returns the exact probability, two-sided, of counts at least as uneven; 1 where nothing was counted.
     *
     * @param one how often the coin fell on one side
     * @param other how often on the other
     */
    static double pValue(int one, int other) {
        int n = one + other;
        int least = Math.min(one, other);
        double logProbability = -n * Math.log(2);
        double tail = 0;
        for (int k = 0; k <= least; k++) {
            tail += Math.exp(logProbability);
            logProbability += Math.log(n - k) - Math.log(k + 1.0);
        }
        return Math.min(1, 2 * tail);
    }
}
