package io.augment.examples.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Rewrites files in another format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Rewrites files in another format; nothing is generated, judged or filtered.",
        footer = {
            "",
            "Examples:",
            "  augment convert --in train.json --out train.jsonl --format openai --rejects rejects.jsonl",
            "  augment convert --in faq.csv --map instruction=title,response=body --out faq.json --format alpaca",
            "  augment convert --in data --out sets --format sharegpt,trl --split train=0.9,validation=0.1"
        })
final class ConvertCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(
            names = "--format",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Formats of the files: ${COMPLETION-CANDIDATES}.",
            completionCandidates = FormatNames.class)
    private List<String> formats = List.of();

    @Mixin
    private final Rewriting output = new Rewriting();

    @Override
    public Integer call() {
        return output.run(input.source(), formats, main.terminal());
    }
}
