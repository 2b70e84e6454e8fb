package io.augment.internal.judge;

import io.augment.judge.VoteRule;

/**
 * Says how often and in which way a rubric is asked for.
 *
 * @param votes votes for each pair, at least 1
 * @param rule how they become one score
 * @param oneCallEach whether each dimension gets a call of its own
 * @param tokenProbabilities whether token probabilities are asked for
 */
public record Polling(int votes, VoteRule rule, boolean oneCallEach, boolean tokenProbabilities) {}
