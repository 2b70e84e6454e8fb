package io.augment.examples.cli;

import io.augment.filter.ExactDuplicates;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.RefinementCheck;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.InstructionSteps;
import io.augment.pipeline.PairSteps;
import io.augment.pipeline.Steps;
import io.augment.refine.InstructionRefiner;
import io.augment.run.Budget;
import io.augment.run.RunListener;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskMix;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says what is done to the seeds, and puts the pipeline together. */
final class StageOptions {
    /** What the judge by rules lets pass where the user says nothing. */
    private static final double DEFAULT_RULES_THRESHOLD = 0.5;

    @Option(
            names = "--sample",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "Start from N seeds, drawn so that their task types come near the mix of the DistilQwen2 recipe.")
    private @Nullable Integer sample;

    @Option(names = "--no-seeds", description = "Leave the seeds themselves out of the output.")
    private boolean noSeeds;

    @Option(
            names = "--expand",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Make up to N new instructions of each seed.")
    private @Nullable Integer expand;

    @Option(names = "--refine", description = "Replace instruction texts by clearer, more detailed ones.")
    private boolean refine;

    @Option(
            names = "--refine-checked",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "Refine up to N times, and keep a new text only where the model, asked in both orders, finds it better"
                            + " than the one before. Two calls more each time; needs a model.")
    private @Nullable Integer refineChecked;

    @Option(
            names = "--generate",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            defaultValue = "1",
            description =
                    "Ask for N responses to each instruction that has none; 1 unless given. 0 asks for none and lets"
                            + " rows without a response go on. The rules keep the seeds' responses and write none.")
    private int generate;

    @Option(
            names = "--judge",
            paramLabel = "MIN",
            converter = Numbers.Share.class,
            description =
                    "Judge every row and keep those that score MIN (0 to 1) or more; by rules with 0.5 unless given,"
                            + " by a model only when given.")
    private @Nullable Double judge;

    @Option(
            names = "--target",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Keep N rows: go on in rounds until there are as many, and stop there.")
    private @Nullable Integer target;

    @Option(
            names = "--target-mix",
            paramLabel = "NAME",
            description =
                    "Fill the target in this mix of task types: pai or uniform. Rare types are expanded until they have"
                            + " their share, full ones are not.")
    private @Nullable String targetMix;

    @Option(
            names = "--target-per-task",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Within the target, keep at least N rows of each task type of the seeds.")
    private @Nullable Integer targetPerTask;

    @Option(
            names = "--max-candidates",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "With a target: end the run once N new rows were made, kept or not.")
    private @Nullable Integer maxCandidates;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Spend no more than this, in US dollars; needs the prices.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--budget-tokens",
            paramLabel = "N",
            converter = Numbers.AtLeastOneLong.class,
            description = "Use no more tokens than this, prompt and completion together.")
    private @Nullable Long budgetTokens;

    @Option(
            names = "--budget-requests",
            paramLabel = "N",
            converter = Numbers.AtLeastOneLong.class,
            description = "Send no more requests than this, repeated ones included.")
    private @Nullable Long budgetRequests;

    @Option(
            names = "--budget-minutes",
            paramLabel = "MINUTES",
            converter = Numbers.Minutes.class,
            description = "End the run cleanly after this time; decimals are allowed. Started again, it has it anew.")
    private @Nullable Duration budgetMinutes;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            defaultValue = "16",
            description = "Calls that may be under way at once; 16 unless given.")
    private int concurrency;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Number that all random choices start from; 0 unless given.")
    private long seed;

    /**
     * Puts the pipeline together.
     *
     * @throws picocli.CommandLine.ParameterException if the options do not fit each other
     */
    AugmentationPipeline pipeline(ModelOptions model, Strategies strategies, Source seeds, RunListener listener) {
        if (noSeeds && expand == null) {
            throw model.usage(
                    "--no-seeds leaves nothing: it needs --expand, which makes new instructions of the seeds.");
        }
        if (budget != null && !model.hasPrice()) {
            throw model.usage(
                    "--budget-usd needs --price-in and --price-out: without a price no cap on money can be kept.");
        }
        if (target == null && (targetMix != null || targetPerTask != null || maxCandidates != null)) {
            throw model.usage("--target-mix, --target-per-task and --max-candidates need --target.");
        }
        InstructionSteps<? extends AugmentationPipeline> steps =
                AugmentationPipeline.builder().classify(new KnownTasks(TaskClassifier.builtIn()));
        if (sample != null) {
            steps = steps.sample(TaskMix.pai(), sample);
        }
        if (expand != null) {
            steps = steps.expand(strategies.expander().perSeed(expand));
        }
        if (targetMix != null || targetPerTask != null) {
            steps = steps.classify(new StrayedTasks(TaskClassifier.builtIn()));
        }
        if (noSeeds) {
            steps = steps.withoutSeeds();
        }
        if (refine || refineChecked != null) {
            steps = steps.refine(refiner(strategies, model));
        }
        // Before the model is asked for responses: nothing is paid for a duplicate.
        ExactDuplicates duplicates = Filters.exactDuplicates();
        steps = steps.filter(noSeeds ? duplicates.against(seeds) : duplicates);
        if (target != null) {
            steps = steps.target(target(target, model));
        }
        Threshold threshold = threshold(strategies);
        PairGenerator generator = generator(strategies, threshold != null);
        if (generator == null) {
            return finished(steps, listener);
        }
        PairSteps<? extends AugmentationPipeline> pairs = steps.generate(generator);
        if (threshold != null) {
            pairs = pairs.judge(strategies.judge(), threshold);
        }
        return finished(pairs, listener);
    }

    private InstructionRefiner refiner(Strategies strategies, ModelOptions model) {
        if (refineChecked == null) {
            return strategies.refiner();
        }
        if (strategies.teacher() == null) {
            throw model.usage("--refine-checked needs a model, which compares the texts; --refine works by rules.");
        }
        return RefinementCheck.of(strategies.refiner())
                .by(RefinementCheck.judge(strategies.teacher()))
                .rounds(refineChecked);
    }

    private Target target(int number, ModelOptions model) {
        Target wanted = Target.accepted(number);
        try {
            if (targetMix != null) {
                wanted = wanted.mix(MixOptions.mix(targetMix));
            }
            if (targetPerTask != null) {
                wanted = wanted.atLeastPerTask(targetPerTask);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw model.usage(String.valueOf(e.getMessage()));
        }
        return maxCandidates == null ? wanted : wanted.atMostCandidates(maxCandidates);
    }

    private @Nullable Threshold threshold(Strategies strategies) {
        if (judge != null) {
            return Threshold.atLeast(judge);
        }
        return strategies.areRules() && generate > 0 ? Threshold.atLeast(DEFAULT_RULES_THRESHOLD) : null;
    }

    /** Returns null where rows without a response shall go on. */
    private @Nullable PairGenerator generator(Strategies strategies, boolean judged) {
        if (generate > 0) {
            return strategies.generator().perInstruction(generate);
        }
        return judged ? PairGenerator.existing() : null;
    }

    private <S extends Steps<S, P>, P extends AugmentationPipeline> P finished(S steps, RunListener listener) {
        S settled = steps.concurrency(concurrency).seed(seed).listener(listener);
        return settled.budget(budget()).build();
    }

    private Budget budget() {
        Budget caps = budget == null ? Budget.unlimited() : Budget.usd(budget.toPlainString());
        if (budgetTokens != null) {
            caps = caps.tokens(budgetTokens);
        }
        if (budgetRequests != null) {
            caps = caps.requests(budgetRequests);
        }
        return budgetMinutes == null ? caps : caps.time(budgetMinutes);
    }
}
