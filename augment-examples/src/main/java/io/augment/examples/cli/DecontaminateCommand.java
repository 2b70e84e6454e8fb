package io.augment.examples.cli;

import io.augment.filter.Contamination;
import io.augment.filter.Filters;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes rows that hold items of benchmarks. */
@Command(
        name = "decontaminate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Removes rows that hold an item of a benchmark, whole, in part or changed a little.",
        footer = {
            "",
            "Example: augment decontaminate --in train.jsonl --out clean.jsonl --rejects leaked.jsonl --benchmarks gsm8k"
                    + " mmlu",
            "The detail of a rejected row names the item, the field, the place, the score and the words that were found."
        })
final class DecontaminateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final FilterFiles files = new FilterFiles();

    @Option(
            names = "--benchmarks",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files of benchmarks in their own formats (JSON Lines, JSON, CSV, plain or gzipped), or folders"
                            + " of such files.")
    private List<Path> benchmarks = List.of();

    @Option(
            names = "--ngram",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Words in a row that make a contamination, 5 or more; 13 unless given.")
    private @Nullable Integer ngram;

    @Option(
            names = "--coverage",
            paramLabel = "X",
            converter = Numbers.Share.class,
            description = "Share of an item that makes one, 0.5 to 1; 0.7 unless given.")
    private @Nullable Double coverage;

    @Override
    public Integer call() {
        Contamination filter = Filters.contamination(benchmarks.toArray(Path[]::new));
        filter = ngram == null ? filter : filter.ngram(ngram);
        Contamination set = coverage == null ? filter : filter.coverage(coverage);
        return files.run(
                main.terminal(),
                examples -> Filters.apply(examples, set),
                counts -> counts.put("benchmark items", (long) set.detector().items()));
    }
}
