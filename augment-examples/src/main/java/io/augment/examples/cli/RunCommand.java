package io.augment.examples.cli;

import io.augment.AugmentException;
import io.augment.export.Export;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a training set. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a training set from seeds.",
        footer = {
            "",
            "What counts, by an example: 100 seeds with --expand 2 --refine --judge 0.7 --target 250",
            "  - The 100 seeds stay in the output, and are refined, judged and filtered like all other rows;",
            "    --no-seeds leaves them out.",
            "  - --expand 2 makes up to 2 new instructions of each seed: up to 300 rows.",
            "  - --refine replaces the texts of instructions by better ones, and adds no row.",
            "  - --generate 1, the default, asks for a response to each instruction that has none: the new ones, and",
            "    those that a model refined. With --generate 2 each of these becomes up to two rows.",
            "  - Duplicates and rows that score less than 0.7 are rejected; say 220 are kept.",
            "  - --target 250 counts kept rows: a second round expands the seeds again until there are 250.",
            "",
            "Started again with the same --run-dir, a run replays the replies that it has and pays for none twice.",
            "Exit status: 0 done or target met, 1 error, 2 wrong usage, 3 budget used up or no progress, 130 interrupted."
        })
final class RunCommand implements Callable<Integer> {
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
    private final StageOptions stages = new StageOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = main.terminal();
        RunWatch watch = new RunWatch(terminal);
        Export export = output.export();
        RunDirectory directory = output.runDirectory();
        try (Strategies strategies = model.strategies()) {
            Source seeds = input.source();
            AugmentationPipeline pipeline = stages.pipeline(model, strategies, seeds, watch);
            RunReport report = pipeline.run(seeds, export, directory);
            // The run has ended as it was asked to; what is left to do is to tell.
            boolean interrupted = Thread.interrupted();
            watch.end(directory.rejected().toString());
            print(report, export, directory, strategies, watch.samples().withSeeds(seeds));
            return interrupted ? ExitStatus.INTERRUPTED : ExitStatus.of(report.stoppedBy());
        } catch (AugmentException problem) {
            watch.end(null);
            if (json) {
                terminal.out().println(ResultJson.ofError(Problems.text(problem)));
            }
            throw problem;
        }
    }

    private void print(
            RunReport report,
            Export export,
            RunDirectory directory,
            Strategies strategies,
            List<Samples.Sample> samples) {
        List<Path> files = export.formats().stream()
                .map(format -> export.directory().resolve(format.fileName()))
                .toList();
        if (json) {
            main.terminal().out().println(ResultJson.of(report, directory.path(), files));
            return;
        }
        ResultText text = new ResultText(main.terminal().out());
        text.print(report, directory, files);
        if (strategies.areRules()) {
            text.printOfflineNote();
        }
        text.print(samples);
    }
}
