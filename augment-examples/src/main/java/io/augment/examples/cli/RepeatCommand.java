package io.augment.examples.cli;

import io.augment.run.RunDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Works on a run that was made before, whose options its directory remembers. */
abstract class RepeatCommand extends JobCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "RUN_DIR",
            description = "Directory of the run, which remembers the run's options; options that are given here go"
                    + " before those. Without it, all of them have to be given.")
    private @Nullable Path earlier;

    @Override
    public Integer call() {
        if (earlier == null) {
            return super.call();
        }
        RememberedOptions options =
                RememberedOptions.read(RunDirectory.at(earlier)).overriddenBy(RememberedOptions.of(command()));
        return main().repeat(command().name(), options.arguments());
    }
}
