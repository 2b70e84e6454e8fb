package io.augment.internal.evaluate;

import io.augment.evaluate.AnswerMatcher;
import io.augment.evaluate.Answerer;
import io.augment.evaluate.DataChange;
import io.augment.judge.PairwiseJudge;
import io.augment.run.Budget;
import io.augment.run.RunListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an evaluation was told.
 *
 * @param base the side that the student is compared with; null until it is set
 * @param student the trained side; null until it is set
 * @param judge says which answer is better; null for none
 * @param matcher compares answers with expected ones
 * @param data the data before and after; null unless given
 * @param budget caps what the calls cost
 * @param concurrency rows under way at once
 * @param seed seeds the resampling
 * @param listener follows the run
 */
public record EvaluationSettings(
        @Nullable Answerer base,
        @Nullable Answerer student,
        @Nullable PairwiseJudge judge,
        AnswerMatcher matcher,
        @Nullable DataChange data,
        Budget budget,
        int concurrency,
        long seed,
        RunListener listener) {
    private static final int USUAL_CONCURRENCY = 16;
    private static final RunListener NOBODY = new RunListener() {};

    /** Creates settings. */
    public EvaluationSettings {
        Objects.requireNonNull(matcher, "matcher");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(listener, "listener");
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, but was " + concurrency);
        }
    }

    /** Returns what holds unless something else is set. */
    public static EvaluationSettings usual() {
        return new EvaluationSettings(
                null, null, null, AnswerMatcher.automatic(), null, Budget.unlimited(), USUAL_CONCURRENCY, 0, NOBODY);
    }

    /** Returns a copy with another base. */
    public EvaluationSettings withBase(Answerer value) {
        return new EvaluationSettings(value, student, judge, matcher, data, budget, concurrency, seed, listener);
    }

    /** Returns a copy with another student. */
    public EvaluationSettings withStudent(Answerer value) {
        return new EvaluationSettings(base, value, judge, matcher, data, budget, concurrency, seed, listener);
    }

    /** Returns a copy with another judge. */
    public EvaluationSettings withJudge(PairwiseJudge value) {
        return new EvaluationSettings(base, student, value, matcher, data, budget, concurrency, seed, listener);
    }

    /** Returns a copy with another matcher. */
    public EvaluationSettings withMatcher(AnswerMatcher value) {
        return new EvaluationSettings(base, student, judge, value, data, budget, concurrency, seed, listener);
    }

    /** Returns a copy with other data. */
    public EvaluationSettings withData(DataChange value) {
        return new EvaluationSettings(base, student, judge, matcher, value, budget, concurrency, seed, listener);
    }

    /** Returns a copy with another budget. */
    public EvaluationSettings withBudget(Budget value) {
        return new EvaluationSettings(base, student, judge, matcher, data, value, concurrency, seed, listener);
    }

    /** Returns a copy with another concurrency. */
    public EvaluationSettings withConcurrency(int value) {
        return new EvaluationSettings(base, student, judge, matcher, data, budget, value, seed, listener);
    }

    /** Returns a copy with another seed. */
    public EvaluationSettings withSeed(long value) {
        return new EvaluationSettings(base, student, judge, matcher, data, budget, concurrency, value, listener);
    }

    /** Returns a copy with another listener. */
    public EvaluationSettings withListener(RunListener value) {
        return new EvaluationSettings(base, student, judge, matcher, data, budget, concurrency, seed, value);
    }
}
