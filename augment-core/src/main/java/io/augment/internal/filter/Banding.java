package io.augment.internal.filter;

/**
 * Holds how a MinHash signature is cut for locality-sensitive hashing: two records meet when all rows of any one band are
 * equal, which happens with probability 1 - (1 - s<sup>rows</sup>)<sup>bands</sup> at Jaccard similarity s.
 *
 * @param bands number of bands
 * @param rows number of rows in each
 */
public record Banding(int bands, int rows) {
    /**
     * Length of a signature. Tools that trust the signature take 128 or more; where the true similarity decides, 64 values
     * propose enough, in half the time and memory.
     */
    public static final int PERMUTATIONS = 64;

    /**
     * The share of pairs that have to meet, over similarities spread evenly from the threshold to 1. As what meets is
     * verified, pairs that meet below the threshold cost time only, so that this can be high.
     */
    private static final double RECALL = 0.97;

    private static final int STEPS = 200;

    /**
     * Derives bands and rows from a threshold: the most rows, hence the fewest needless verifications and the smallest
     * tables, with which a share of 0.97 of the pairs above the threshold meet.
     */
    public static Banding forThreshold(double threshold) {
        for (int rows = PERMUTATIONS; rows > 1; rows--) {
            Banding banding = new Banding(PERMUTATIONS / rows, rows);
            if (banding.recall(threshold) >= RECALL) {
                return banding;
            }
        }
        return new Banding(PERMUTATIONS, 1);
    }

    /** Returns the probability that two records of this similarity meet. */
    public double probability(double similarity) {
        return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
    }

    /** Returns the mean probability of meeting over similarities from the threshold to 1. */
    public double recall(double threshold) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += probability(threshold + (1 - threshold) * (i + 0.5) / STEPS);
        }
        return sum / STEPS;
    }

    /** Returns the number of values that a signature needs. */
    public int length() {
        return bands * rows;
    }
}
