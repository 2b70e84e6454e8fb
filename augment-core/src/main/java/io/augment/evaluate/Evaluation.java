package io.augment.evaluate;

import io.augment.internal.evaluate.EvaluationRun;
import io.augment.internal.evaluate.EvaluationSettings;
import io.augment.judge.PairwiseJudge;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.source.Source;
import java.util.Objects;

/**
 * Runs held-out rows through a base model and a student and compares them. The calls go through a run of their own: they are in
 * its ledger, count against its budget, and are not paid again when it is repeated. Immutable.
 *
 * <p>A row's response, if it has one, is the expected answer and is shown to nobody. The rows must not be in what the student was
 * trained on; {@link io.augment.filter.Filters#contamination} keeps them out of it.
 */
public final class Evaluation {
    private final Source rows;
    private final EvaluationSettings settings;

    private Evaluation(Source rows, EvaluationSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** Starts an evaluation on held-out rows. */
    public static Evaluation of(Source rows) {
        return new Evaluation(Objects.requireNonNull(rows, "rows"), EvaluationSettings.usual());
    }

    /** Sets the side that the student is compared with; required. */
    public Evaluation base(Answerer value) {
        return new Evaluation(rows, settings.withBase(value));
    }

    /** Sets the trained side; required. */
    public Evaluation student(Answerer value) {
        return new Evaluation(rows, settings.withStudent(value));
    }

    /** Sets who says which answer is better; without one only expected answers and constraints are checked. */
    public Evaluation judge(PairwiseJudge value) {
        return new Evaluation(rows, settings.withJudge(value));
    }

    /** Sets how answers are compared with expected ones; {@link AnswerMatcher#automatic} unless set. */
    public Evaluation matcher(AnswerMatcher value) {
        return new Evaluation(rows, settings.withMatcher(value));
    }

    /** Adds the statistics of the data before and after augmentation to the report. */
    public Evaluation data(DataChange value) {
        return new Evaluation(rows, settings.withData(value));
    }

    /** Caps what the calls may cost. */
    public Evaluation budget(Budget value) {
        return new Evaluation(rows, settings.withBudget(value));
    }

    /**
     * Sets how many rows are under way at once; 16 unless set. Each takes a call of either side and two of the judge, one after the
     * other.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Evaluation concurrency(int value) {
        return new Evaluation(rows, settings.withConcurrency(value));
    }

    /** Seeds the resampling; 0 unless set. */
    public Evaluation seed(long value) {
        return new Evaluation(rows, settings.withSeed(value));
    }

    /** Sets who follows the run. */
    public Evaluation listener(RunListener value) {
        return new Evaluation(rows, settings.withListener(value));
    }

    /**
     * Asks both sides, compares, and keeps the report in the directory, as {@link EvaluationReport#keepIn} does.
     *
     * @throws IllegalStateException if a side is missing
     * @throws IllegalArgumentException if the source has no rows
     * @throws io.augment.source.SourceException if the source cannot be read
     * @throws io.augment.AugmentException if the run cannot go on, or the report cannot be written
     */
    public EvaluationReport run(RunDirectory directory) {
        return new EvaluationRun(settings).run(rows, directory);
    }
}
