package io.augment.examples.cli;

import io.augment.export.Export;
import io.augment.export.ExportFormat;
import io.augment.export.ExportFormats;
import io.augment.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says where the training files and the run's own files go. */
final class OutputOptions {
    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the training files.")
    private @Nullable Path out;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description =
                    "Directory for the ledger of replies and for rejected and failed rows; the directory run below"
                            + " --out unless given.")
    private @Nullable Path runDirectory;

    @Option(
            names = "--format",
            split = ",",
            defaultValue = "alpaca,augment",
            paramLabel = "NAME",
            description = "Formats of the training files; alpaca,augment unless given: ${COMPLETION-CANDIDATES}.",
            completionCandidates = FormatNames.class)
    private List<String> formats = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the export.
     *
     * @throws ParameterException if there is no directory, or no such format
     */
    Export export() {
        Export export = Export.to(directory());
        for (String name : formats) {
            export = export.format(format(name.strip(), command));
        }
        return export;
    }

    /**
     * Returns the run directory.
     *
     * @throws ParameterException if neither directory was given
     */
    RunDirectory runDirectory() {
        return RunDirectory.at(runDirectory == null ? directory().resolve("run") : runDirectory);
    }

    /** Returns whether any directory was given. */
    boolean isGiven() {
        return out != null || runDirectory != null;
    }

    private Path directory() {
        if (out == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--out=DIR'");
        }
        return out;
    }

    static ExportFormat format(String name, CommandSpec command) {
        try {
            return ExportFormats.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--format': " + e.getMessage(), e);
        }
    }
}
