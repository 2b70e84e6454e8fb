package io.augment.examples.cli;

import io.augment.export.Export;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import picocli.CommandLine.Command;

/** Asks again for the records of a run that failed. */
@Command(
        name = "retry-failed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks again for just the records of a run that failed; the replies to all others are replayed.",
        footer = {
            "",
            "Afterwards the files hold the whole run, those records included.",
            "Example: augment retry-failed out/run"
        })
final class RetryFailedCommand extends RepeatCommand {
    @Override
    RunReport execute(AugmentationPipeline pipeline, Source seeds, Export export, RunDirectory directory) {
        return pipeline.retryFailed(seeds, export, directory);
    }
}
