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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs a pipeline that the options describe, in one of its ways, and prints how it went. */
abstract class JobCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

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

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    /** Runs the pipeline in this command's way. */
    abstract RunReport execute(AugmentationPipeline pipeline, Source seeds, Export export, RunDirectory directory);

    /** Returns the strategies that the options ask for. */
    Strategies strategies(ModelOptions options) {
        return options.strategies();
    }

    CommandSpec command() {
        return command;
    }

    Main main() {
        return main;
    }

    @Override
    public Integer call() {
        Terminal terminal = main.terminal();
        RunWatch watch = new RunWatch(terminal);
        Export export = output.export();
        RunDirectory directory = output.runDirectory();
        try (Strategies strategies = students.instead(strategies(model))) {
            Source seeds = input.source();
            AugmentationPipeline pipeline = stages.pipeline(model, strategies, seeds, watch);
            RunReport report = execute(pipeline, seeds, export, directory);
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
