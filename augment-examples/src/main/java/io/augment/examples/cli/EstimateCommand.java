package io.augment.examples.cli;

import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.Estimate;
import io.augment.source.Source;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Predicts what a run will cost. */
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Predicts the requests, tokens and money of a run; takes the options of run.",
        footer = {
            "",
            "Without --pilot nothing is sent: the requests that the stages would send are made for up to 200 of the seeds, and counted.",
            "How long replies get is a guess from the seeds, so the figures come with a range."
        })
final class EstimateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final StudentOptions students = new StudentOptions();

    @Mixin
    private final StageOptions stages = new StageOptions();

    @Option(
            names = "--pilot",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "Run N seeds, spread over the input, for real and go by what they cost and how long they take. The replies are paid for and stay in the"
                            + " run directory (--out or --run-dir), where run does not pay for them again.")
    private @Nullable Integer pilot;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        RunWatch watch = new RunWatch(main.terminal());
        try (Strategies strategies =
                students.instead(pilot == null ? model.strategiesWithoutKey() : model.strategies())) {
            Source seeds = new WatchedSource(input.source(), watch);
            AugmentationPipeline pipeline = stages.pipeline(model, strategies, seeds, watch);
            Estimate estimate =
                    pilot == null ? pipeline.estimate(seeds) : pipeline.estimate(seeds, pilot, output.runDirectory());
            watch.end(null);
            if (Thread.interrupted()) {
                return ExitStatus.INTERRUPTED;
            }
            if (json) {
                main.terminal().out().println(EstimateJson.of(estimate));
            } else {
                new EstimateText(main.terminal().out()).print(estimate, pilot != null);
            }
            return ExitStatus.DONE;
        }
    }
}
