package io.augment.judge;

/** Says how several votes on one pair become one score. */
public enum VoteRule {
    /** Takes the mean of the votes. */
    MEAN,
    /** Takes the score that most votes gave; the mean of those where several are as frequent. */
    MAJORITY
}
