package io.augment.examples.cli;

import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is read. */
final class InputOptions {
    @Option(
            names = "--in",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories with the seeds; each file's format is found out from its content.")
    private List<Path> files = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the source.
     *
     * @throws ParameterException if no file was given
     */
    Source source() {
        if (files.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--in=FILE'");
        }
        return Source.files(files);
    }
}
