package io.augment.examples.cli;

import io.augment.source.FileSource;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is read. */
final class InputOptions {
    private static final String DOCUMENTS = "documents";

    @Option(
            names = "--in",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories with the seeds; each file's format is found out from its content.")
    private List<Path> files = List.of();

    @Option(
            names = "--in-format",
            paramLabel = "NAME",
            description =
                    "What the files are, where that cannot be found out: jsonl, json, csv, tsv, ssv (semicolons), text"
                            + " (an instruction on each line), documents (text or Markdown, cut into passages), or what a row"
                            + " is, such as alpaca, dolly, sharegpt or openai.")
    private @Nullable String format;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN,...",
            description = "Which column holds which field, such as instruction=question,response=answer; the fields are"
                    + " instruction, input, response, rejected, system, history, id, task and language.")
    private @Nullable String mapping;

    @Option(
            names = "--max-bad-rows",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "Stop when more than N rows cannot be read; no limit unless given.")
    private @Nullable Integer maxBadRows;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the source.
     *
     * @throws ParameterException if no file was given, there is no such format, or the mapping says nothing
     */
    Source source() {
        if (files.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--in=FILE'");
        }
        if (DOCUMENTS.equals(format)) {
            if (mapping != null || maxBadRows != null) {
                throw new ParameterException(
                        command.commandLine(), "--in-format documents goes with neither --map nor --max-bad-rows");
            }
            return Source.documents(files);
        }
        FileSource source = Source.files(files);
        if (maxBadRows != null) {
            source = source.maxBadRows(maxBadRows);
        }
        source = mapping == null ? source : mapped(source, mapping);
        return format == null ? source : formatted(source, format);
    }

    private FileSource mapped(FileSource source, String value) {
        try {
            return source.mapping(value);
        } catch (IllegalArgumentException e) {
            throw invalid("--map", e);
        }
    }

    private FileSource formatted(FileSource source, String name) {
        try {
            return source.format(name);
        } catch (IllegalArgumentException e) {
            throw invalid("--in-format", e);
        }
    }

    private ParameterException invalid(String option, IllegalArgumentException problem) {
        return new ParameterException(
                command.commandLine(), "Invalid value for option '" + option + "': " + problem.getMessage(), problem);
    }
}
