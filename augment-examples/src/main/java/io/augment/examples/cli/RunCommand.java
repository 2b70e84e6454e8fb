package io.augment.examples.cli;

import io.augment.export.Export;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import picocli.CommandLine.Command;

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
final class RunCommand extends JobCommand {
    @Override
    RunReport execute(AugmentationPipeline pipeline, Source seeds, Export export, RunDirectory directory) {
        RememberedOptions.of(command()).write(directory);
        return pipeline.run(seeds, export, directory);
    }
}
