package io.augment.examples.cli;

import io.augment.export.Export;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import picocli.CommandLine.Command;

/** Makes a run's files again from its ledger. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes the files of a run again from the replies in its directory: no model is asked, no key is needed.",
        footer = {
            "",
            "The files come out byte for byte as they were. A record whose reply is missing counts as not reached.",
            "Example: augment replay out/run"
        })
final class ReplayCommand extends RepeatCommand {
    @Override
    Strategies strategies(ModelOptions options) {
        return options.strategiesWithoutKey();
    }

    @Override
    RunReport execute(AugmentationPipeline pipeline, Source seeds, Export export, RunDirectory directory) {
        return pipeline.replay(seeds, export, directory);
    }
}
