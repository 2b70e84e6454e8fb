package io.augment.evaluate;

import io.augment.internal.evaluate.EvaluationRun;
import io.augment.judge.PairwiseJudge;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.source.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs held-out rows through a base model and a student and compares them. The calls go through a run of their own: they are in
 * its ledger, count against its budget, and are not paid again when it is repeated. Immutable.
 *
 * <p>A row's response, if it has one, is the expected answer and is shown to nobody. The rows must not be in what the student was
 * trained on; {@link io.augment.filter.Filters#contamination} keeps them out of it.
 */
public final class Evaluation {
    private final Source rows;
    private final @Nullable Answerer base;
    private final @Nullable Answerer student;
    private final @Nullable PairwiseJudge judge;
    private final AnswerMatcher matcher;
    private final @Nullable DataChange data;
    private final Budget budget;
    private final long seed;
    private final @Nullable RunListener listener;

    private Evaluation(
            Source rows,
            @Nullable Answerer base,
            @Nullable Answerer student,
            @Nullable PairwiseJudge judge,
            AnswerMatcher matcher,
            @Nullable DataChange data,
            Budget budget,
            long seed,
            @Nullable RunListener listener) {
        this.rows = rows;
        this.base = base;
        this.student = student;
        this.judge = judge;
        this.matcher = matcher;
        this.data = data;
        this.budget = budget;
        this.seed = seed;
        this.listener = listener;
    }

    /** Starts an evaluation on held-out rows. */
    public static Evaluation of(Source rows) {
        return new Evaluation(
                Objects.requireNonNull(rows, "rows"),
                null,
                null,
                null,
                AnswerMatcher.automatic(),
                null,
                Budget.unlimited(),
                0,
                null);
    }

    /** Sets the side that the student is compared with; required. */
    public Evaluation base(Answerer value) {
        return new Evaluation(rows, value, student, judge, matcher, data, budget, seed, listener);
    }

    /** Sets the trained side; required. */
    public Evaluation student(Answerer value) {
        return new Evaluation(rows, base, value, judge, matcher, data, budget, seed, listener);
    }

    /** Sets who says which answer is better; without one only expected answers and constraints are checked. */
    public Evaluation judge(PairwiseJudge value) {
        return new Evaluation(rows, base, student, value, matcher, data, budget, seed, listener);
    }

    /** Sets how answers are compared with expected ones; {@link AnswerMatcher#automatic} unless set. */
    public Evaluation matcher(AnswerMatcher value) {
        return new Evaluation(rows, base, student, judge, value, data, budget, seed, listener);
    }

    /** Adds the statistics of the data before and after augmentation to the report. */
    public Evaluation data(DataChange value) {
        return new Evaluation(rows, base, student, judge, matcher, value, budget, seed, listener);
    }

    /** Caps what the calls may cost. */
    public Evaluation budget(Budget value) {
        return new Evaluation(rows, base, student, judge, matcher, data, value, seed, listener);
    }

    /** Seeds the resampling; 0 unless set. */
    public Evaluation seed(long value) {
        return new Evaluation(rows, base, student, judge, matcher, data, budget, value, listener);
    }

    /** Sets who follows the run. */
    public Evaluation listener(RunListener value) {
        return new Evaluation(rows, base, student, judge, matcher, data, budget, seed, value);
    }

    /**
     * Asks both sides, compares, and writes {@code evaluation.json} and {@code evaluation.html} into the directory.
     *
     * @throws IllegalStateException if a side is missing
     * @throws IllegalArgumentException if the source has no rows
     * @throws io.augment.source.SourceException if the source cannot be read
     * @throws io.augment.AugmentException if the run cannot go on, or the report cannot be written
     */
    public EvaluationReport run(RunDirectory directory) {
        if (base == null || student == null) {
            throw new IllegalStateException("An evaluation needs both sides: base(...) and student(...)");
        }
        return new EvaluationRun(base, student, judge, matcher, data, budget, seed, listener).run(rows, directory);
    }
}
