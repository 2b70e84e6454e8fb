package io.augment.examples.cli;

import io.augment.AugmentException;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.Preview;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what the stages make of a few records. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the first records before and after each stage of a run; takes the options of run.",
        footer = {
            "",
            "The replies are paid for and stay in the run directory (--out or --run-dir), where run does not pay for them",
            "again. With --offline no directory is needed. Nothing else is written."
        })
final class PreviewCommand implements Callable<Integer> {
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
            names = "--records",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            defaultValue = "3",
            description = "Show the first N records; 3 unless given.")
    private int records;

    @Option(names = "--json", description = "Print one JSON object for each step: stage, before, after.")
    private boolean json;

    @Override
    public Integer call() {
        RunWatch watch = new RunWatch(main.terminal());
        try (Strategies strategies = students.instead(model.strategies())) {
            Source seeds = input.source();
            AugmentationPipeline pipeline = stages.pipeline(model, strategies, seeds, watch);
            Preview preview = strategies.areRules() && !output.isGiven()
                    ? withoutDirectory(pipeline, seeds)
                    : pipeline.preview(seeds, records, output.runDirectory());
            watch.end(null);
            PreviewText text = new PreviewText(main.terminal().out());
            if (json) {
                text.printJson(preview);
            } else {
                text.print(preview);
            }
            return Thread.interrupted()
                    ? ExitStatus.INTERRUPTED
                    : ExitStatus.of(preview.report().stoppedBy());
        }
    }

    /** Rules cost nothing, so there is no reply to keep. */
    private Preview withoutDirectory(AugmentationPipeline pipeline, Source seeds) {
        try {
            Path directory = Files.createTempDirectory("augment-preview");
            try {
                return pipeline.preview(seeds, records, RunDirectory.at(directory));
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new AugmentException("No directory for temporary files can be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(directory)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
