package io.augment.run;

/**
 * Says how many accepted records a run shall deliver; it generates in rounds until it has them.
 *
 * @param accepted how many rows are wanted in total
 * @param perTask how many rows are wanted at least of each task type that occurs among the seeds; 0 for no such wish
 */
public record Target(long accepted, long perTask) {
    /** Creates a target. */
    public Target {
        if (accepted < 1) {
            throw new IllegalArgumentException("A target is at least 1, but was " + accepted);
        }
        if (perTask < 0 || perTask > accepted) {
            throw new IllegalArgumentException("At least " + perTask + " per task do not fit a target of " + accepted);
        }
    }

    /**
     * Wants this many accepted rows, no more and, if it can be, no fewer.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Target accepted(long number) {
        return new Target(number, 0);
    }

    /** Wants at least this many rows of each task type. */
    public Target atLeastPerTask(long number) {
        return new Target(accepted, number);
    }
}
