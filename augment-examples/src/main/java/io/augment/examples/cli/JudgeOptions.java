package io.augment.examples.cli;

import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import io.augment.judge.Rubric;
import io.augment.judge.RubricJudgeBuilder;
import io.augment.judge.VoteRule;
import io.augment.pipeline.Steps;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says who judges, and within which limits. */
final class JudgeOptions {
    @Option(names = "--rules", description = "Judge by the built-in rules: no model, no key, no network.")
    private boolean rules;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "Rubric for the model, as JSON; the four dimensions of the PAI rubric unless given.")
    private @Nullable Path rubric;

    @Option(
            names = "--votes",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            defaultValue = "1",
            description = "Ask the model N times for each score and take the mean; 1 unless given.")
    private int votes;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description =
                    "Directory for the ledger of replies and for rejected rows; the output file's name with .run unless"
                            + " given.")
    private @Nullable Path runDirectory;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Spend no more than this, in US dollars; needs the prices.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            defaultValue = "16",
            description = "Calls that may be under way at once; 16 unless given.")
    private int concurrency;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Holds who judges.
     *
     * @param single scores answers by themselves
     * @param pairwise compares two answers
     * @param teacher the model, closed with this; null where rules judge
     */
    record Judges(
            QualityJudge single,
            PairwiseJudge pairwise,
            @Nullable Teacher teacher) implements AutoCloseable {
        @Override
        public void close() {
            if (teacher != null) {
                teacher.close();
            }
        }
    }

    /** Returns whether the user named a judge. */
    boolean isGiven() {
        return rules || model.hasModel();
    }

    /**
     * Returns the judges.
     *
     * @throws ParameterException if the options do not fit each other
     */
    Judges judges() {
        if (rules == model.hasModel()) {
            throw new ParameterException(
                    command.commandLine(),
                    (rules ? "Give either --rules or a model, not both" : "Give --rules or --model")
                            + ": --rules needs no key, " + ModelOptions.HOW_TO_ASK);
        }
        if (rules) {
            QualityJudge judge = QualityJudge.rules();
            return new Judges(judge, PairwiseJudge.byScores(judge, 0), null);
        }
        if (budget != null && !model.hasPrice()) {
            throw model.usage(
                    "--budget-usd needs --price-in and --price-out: without a price no cap on money can be kept.");
        }
        Teacher teacher = model.requiredTeacher();
        RubricJudgeBuilder judge = QualityJudge.rubricBuilder(teacher.model()).votes(votes, VoteRule.MEAN);
        if (rubric != null) {
            judge.rubric(Rubric.read(rubric));
        }
        return new Judges(judge.build(), PairwiseJudge.using(teacher.model()), teacher);
    }

    /** Returns the directory of the run that writes this file. */
    RunDirectory runDirectory(Path out) {
        return RunDirectory.at(
                runDirectory != null ? runDirectory : out.toAbsolutePath().resolveSibling(out.getFileName() + ".run"));
    }

    /** Sets the limits of a run. */
    <S extends Steps<S, ?>> S settle(S steps) {
        S settled = steps.concurrency(concurrency);
        return budget == null ? settled : settled.budget(budget());
    }

    /** Returns the cap on money. */
    Budget budget() {
        return budget == null ? Budget.unlimited() : Budget.usd(budget.toPlainString());
    }
}
