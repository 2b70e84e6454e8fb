package io.augment.examples.cli;

import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Says what is read. */
final class InputOptions {
    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories with the seeds; each file's format is found out from its content.")
    private List<Path> files = List.of();

    Source source() {
        return Source.files(files);
    }
}
