package io.augment.evaluate;

import io.augment.internal.evaluate.EvaluationJson;
import io.augment.internal.evaluate.EvaluationPage;
import io.augment.internal.evaluate.KeptEvaluation;
import io.augment.judge.Interval;
import io.augment.run.ModelSpend;
import io.augment.run.RunDirectory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a student compares with its base model on the same rows; intervals are of 95%, and speak of rows like these alone.
 *
 * @param base name of the base model
 * @param student name of the student
 * @param rows rows that both were asked
 * @param failed rows that a model or the judge failed to serve; they count in no figure
 * @param notReached rows that were left when the run ended, because of a budget or an interrupt
 * @param pairwise how often the student's answers are preferred; null without a judge
 * @param labeled how often the answers are the expected ones; null where no row has a matchable answer
 * @param constraints in how many rows the answers meet all constraints that the instruction states and a program can check; null where
 *     no row has one
 * @param tasks the figures of each task type; rows without one are under {@code unknown}
 * @param baseAnswers what the base model's answers are like
 * @param studentAnswers what the student's answers are like
 * @param spend what was spent on each model, those of the judge included
 * @param data the data before and after augmentation; null unless it was given
 * @param samples some rows with both answers
 * @param warnings sentences about what a reader should know
 */
public record EvaluationReport(
        String base,
        String student,
        int rows,
        int failed,
        int notReached,
        @Nullable Pairwise pairwise,
        @Nullable Accuracy labeled,
        @Nullable Accuracy constraints,
        Map<String, TaskFigures> tasks,
        Answers baseAnswers,
        Answers studentAnswers,
        List<ModelSpend> spend,
        @Nullable DataChange data,
        List<Sample> samples,
        List<String> warnings) {
    /** Creates a report. */
    public EvaluationReport {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        spend = List.copyOf(spend);
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }

    /**
     * Counts preferences. A preference counts when both orders agree; else the row is a tie.
     *
     * @param wins rows in which the student's answer is better
     * @param ties rows in which neither is
     * @param losses rows in which the base model's answer is better
     * @param unscored rows that the judge could not tell
     * @param withoutJudge rows among the first three that needed no judge: equal answers are a tie, and who has none loses
     * @param winRate wins, and half of the ties, as a share of the three
     * @param pValue how likely wins and losses at least as uneven are if both were equally good: exact sign test, two-sided; 1 where
     *     there are none
     * @param orderConsistency share of judged rows in which both orders agree
     */
    public record Pairwise(
            int wins,
            int ties,
            int losses,
            int unscored,
            int withoutJudge,
            Interval winRate,
            double pValue,
            Interval orderConsistency) {}

    /**
     * Compares shares of right rows.
     *
     * @param rows rows that count
     * @param checks single things that were checked; for expected answers one a row
     * @param base share of rows in which the base model is right
     * @param student share of rows in which the student is right
     * @param gain the student's share less the base model's, -1 to 1, by resampling the rows
     * @param pValue how likely the rows in which only one is right are at least as uneven if both were equally good: McNemar's test,
     *     exact; 1 where there are none
     */
    public record Accuracy(int rows, int checks, Interval base, Interval student, Interval gain, double pValue) {}

    /**
     * Counts the rows of a task type.
     *
     * @param rows its rows
     * @param wins see {@link Pairwise}
     * @param ties see {@link Pairwise}
     * @param losses see {@link Pairwise}
     * @param labeled rows with an expected answer
     * @param baseRight rows in which the base model gave it
     * @param studentRight rows in which the student gave it
     */
    public record TaskFigures(int rows, int wins, int ties, int losses, int labeled, int baseRight, int studentRight) {}

    /**
     * Describes the answers of one side.
     *
     * @param missing rows without an answer, by reason
     * @param truncated answers that ran into the limit of their length
     * @param meanCharacters mean length of the answers
     */
    public record Answers(Map<String, Integer> missing, int truncated, double meanCharacters) {
        /** Creates the description. */
        public Answers {
            missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        }
    }

    /**
     * Shows one row.
     *
     * @param instruction what was asked
     * @param base the base model's answer; null where it gave none
     * @param student the student's answer; null where it gave none
     * @param outcome {@code win}, {@code tie}, {@code loss}, {@code unscored}, or {@code right} and {@code wrong} of the student where there
     *     was no judge, or {@code answered}
     */
    public record Sample(
            String instruction,
            @Nullable String base,
            @Nullable String student,
            String outcome) {}

    /** Returns the report as one JSON object. */
    public String toJson() {
        return EvaluationJson.of(this);
    }

    /** Returns the report as a page that stands by itself, light or dark as the reader has it. */
    public String toHtml() {
        return EvaluationPage.of(this);
    }

    /**
     * Keeps the report in a run's directory, as {@code evaluation.json} and {@code evaluation.html}, in place of one that is there. The
     * run's {@link RunDirectory#report() page} is made again and has the evaluation as a section. This is how the run that made the
     * training data tells what became of it; {@link Evaluation#run} does the same in the evaluation's own directory.
     *
     * @throws io.augment.AugmentException if a file cannot be read or written
     */
    public void keepIn(RunDirectory run) {
        KeptEvaluation.write(this, run);
    }
}
