package io.augment.internal.train;

import io.augment.train.BaseModel;

/**
 * Holds the numbers that follow from the data.
 *
 * @param rows rows to train on
 * @param validationRows rows to measure the loss on
 * @param tokens tokens of the training rows
 * @param longest tokens of the longest row
 * @param maxLength tokens at which rows are cut or left out
 * @param tooLong rows that are longer
 * @param microBatch rows that a device works on at once
 * @param accumulation such batches of a device before a step
 * @param devices how many devices share the work
 * @param epochs passes
 * @param stepsPerEpoch optimizer steps of a pass
 * @param warmupSteps steps in which the rate rises
 */
record Sizes(
        long rows,
        long validationRows,
        long tokens,
        long longest,
        int maxLength,
        long tooLong,
        int microBatch,
        int accumulation,
        int devices,
        int epochs,
        long stepsPerEpoch,
        long warmupSteps) {
    private static final int LEAST_STEPS = 20;
    private static final int LEAST_BATCH = 4;
    private static final int MOST_AT_ONCE = 8;

    /** Lengths are a multiple of this. */
    static final int GRAIN = 64;

    /** An estimate may be off by so much. */
    private static final double DOUBT = 1.25;

    /** Returns the length that holds the longest row. */
    static int maxLength(long longest, boolean exact, BaseModel model) {
        long wanted = (long) Math.ceil(longest * (exact ? 1 : DOUBT) / GRAIN) * GRAIN;
        return (int) Math.max(GRAIN, Math.min(wanted, model.context()));
    }

    /** Returns the effective batch for so many rows. */
    static int batch(int wanted, long rows) {
        int batch = wanted;
        while (batch > LEAST_BATCH && rows / batch < LEAST_STEPS) {
            batch /= 2;
        }
        return batch;
    }

    /** Returns how many rows of this length a device is given at once. */
    static int microBatch(int batch, int devices, int maxLength, double billions) {
        int room = billions < 3.5 ? 8192 : billions < 8.5 ? 4096 : 2048;
        int micro = MOST_AT_ONCE;
        while (micro > 1 && ((long) micro * maxLength > room || (long) micro * devices > batch)) {
            micro /= 2;
        }
        return micro;
    }

    static long steps(long rows, int effectiveBatch) {
        return (rows + effectiveBatch - 1) / effectiveBatch;
    }

    int effectiveBatch() {
        return microBatch * accumulation * devices;
    }

    long steps() {
        return stepsPerEpoch * epochs;
    }

    /** Returns after how many steps to write a line of the log. */
    long loggingSteps() {
        return Math.max(1, steps() / 100);
    }

    /** Returns after how many steps to save and to measure. */
    long savingSteps() {
        return Math.max(1, stepsPerEpoch);
    }
}
