package io.augment.examples.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Cleans seeds by rules. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Removes seeds that spoil what is made of them, each with the rule as its reason: empty-instruction,"
                        + " broken-encoding, placeholder, echo, merged-instructions, absent-attachment, loop. A word that stands for"
                        + " an empty input, such as <noinput>, is taken out of its seed.",
        footer = {"", "Example: augment clean --in seeds.jsonl --out clean.jsonl --rejects dirty.jsonl"})
final class CleanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(
            names = "--format",
            split = ",",
            defaultValue = "augment",
            paramLabel = "NAME",
            description =
                    "Formats of the files; augment unless given, which keeps every field: ${COMPLETION-CANDIDATES}.",
            completionCandidates = FormatNames.class)
    private List<String> formats = List.of();

    @Mixin
    private final Rewriting output = new Rewriting();

    @Override
    public Integer call() {
        return output.run(input.source().cleaned(), formats, main.terminal());
    }
}
