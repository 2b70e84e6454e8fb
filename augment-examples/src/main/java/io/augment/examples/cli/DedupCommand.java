package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.Example;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.filter.Deduplication;
import io.augment.filter.DiskDeduplication;
import io.augment.filter.DuplicateCluster;
import io.augment.filter.DuplicateKey;
import io.augment.filter.Filter;
import io.augment.filter.Filters;
import io.augment.filter.Keep;
import io.augment.filter.NearDuplicates;
import io.augment.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Removes duplicates from files. */
@Command(
        name = "dedup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Keeps one of each group of rows that are the same, or nearly.",
        footer = {
            "",
            "Example: augment dedup --in train.jsonl --out clean.jsonl --rejects twice.jsonl --against seeds.jsonl",
            "Files given with --against are only compared with: what they hold goes from --in, never to --out."
        })
final class DedupCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final FilterFiles files = new FilterFiles();

    @Option(
            names = "--method",
            defaultValue = "minhash",
            paramLabel = "NAME",
            description = "exact: the same words, whatever their case, space and punctuation."
                    + " minhash: nearly the same, by shared runs of words (Jaccard similarity)."
                    + " rouge: not novel, by ROUGE-L as in Self-Instruct and Alpaca."
                    + " embedding: the same in meaning, by --model. minhash unless given.")
    private Method method = Method.MINHASH;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            converter = Numbers.Share.class,
            description = "Similarity from which rows are duplicates, 0 to 1; 0.6 for minhash, 0.7 for rouge, 0.9 for"
                    + " embedding unless given.")
    private @Nullable Double threshold;

    @Option(
            names = "--against",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories, such as the seeds, whose rows are not wanted again.")
    private List<Path> against = List.of();

    @Option(
            names = "--keep",
            defaultValue = "first",
            paramLabel = "NAME",
            description =
                    "Which of several duplicates stays: first, best (by the judge's score) or longest; first unless"
                            + " given. The others read all rows into memory, unless --scratch is given.")
    private Keep keep = Keep.FIRST;

    @Option(
            names = "--by",
            defaultValue = "all",
            paramLabel = "FIELDS",
            description =
                    "What is compared: instruction, instruction-and-input, or all (with response and history); all"
                            + " unless given.")
    private KeyName by = KeyName.ALL;

    @Option(
            names = "--clusters",
            paramLabel = "FILE",
            description =
                    "File for the groups: which row was kept, and its duplicates. Reads all rows into memory, unless"
                            + " --scratch is given.")
    private @Nullable Path clusterFile;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description =
                    "With method minhash: sort on disk in this directory instead of in memory, for millions of rows."
                            + " The result is the same; --in is read twice.")
    private @Nullable Path scratch;

    @Mixin
    private final EmbeddingOptions embedding = new EmbeddingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    private long clusters;
    private boolean scored;

    /** Names how duplicates are found. */
    enum Method {
        EXACT,
        MINHASH,
        ROUGE,
        EMBEDDING
    }

    /** Names the fields that are compared. */
    enum KeyName {
        INSTRUCTION(DuplicateKey.INSTRUCTION),
        INSTRUCTION_AND_INPUT(DuplicateKey.INSTRUCTION_AND_INPUT),
        ALL(DuplicateKey.ALL);

        private final DuplicateKey key;

        KeyName(DuplicateKey key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Integer call() {
        if (scratch != null && method != Method.MINHASH) {
            throw new ParameterException(command.commandLine(), "Only method minhash works with --scratch.");
        }
        Source[] references = against.isEmpty() ? new Source[0] : new Source[] {Source.files(against)};
        try (EmbeddingOptions.Model model = embedding.model(method == Method.EMBEDDING)) {
            Filter filter = filter(references, model);
            if (scratch != null && filter instanceof NearDuplicates near) {
                return onDisk(near.onDisk(scratch).keep(keep));
            }
            boolean streams = keep == Keep.FIRST && clusterFile == null;
            int status = files.run(
                    main.terminal(),
                    examples -> streams ? Filters.apply(examples, filter) : atOnce(examples, filter),
                    counts -> {
                        if (!streams) {
                            counts.put("clusters", clusters);
                        }
                    });
            warnOfNoScores();
            return status;
        }
    }

    private int onDisk(DiskDeduplication deduplication) {
        List<String> groups = new ArrayList<>();
        int status = files.runTwice(
                main.terminal(),
                (source, outcomes) -> clusters = deduplication
                        .run(
                                source,
                                outcome -> {
                                    scored |= isScored(outcome);
                                    outcomes.accept(outcome);
                                },
                                cluster -> {
                                    if (clusterFile != null) {
                                        groups.add(line(cluster));
                                    }
                                })
                        .clusters(),
                counts -> counts.put("clusters", clusters));
        if (clusterFile != null) {
            write(groups, clusterFile);
        }
        warnOfNoScores();
        return status;
    }

    private void warnOfNoScores() {
        if (keep == Keep.BEST && !scored) {
            main.terminal().err().println("augment: No row has a judge's score, so the first of each group was kept.");
        }
    }

    private static boolean isScored(Outcome outcome) {
        return (outcome instanceof Outcome.Kept kept && isScored(kept.example()))
                || (outcome instanceof Outcome.Rejected rejected
                        && rejected.example() != null
                        && isScored(rejected.example()));
    }

    private static boolean isScored(Example example) {
        return example instanceof InstructionPair pair
                && pair.verdict() != null
                && pair.verdict().score() != null;
    }

    private Filter filter(Source[] references, EmbeddingOptions.Model model) {
        return switch (method) {
            case EXACT -> {
                if (threshold != null) {
                    throw new ParameterException(
                            command.commandLine(), "Method exact takes no --threshold: rows are equal or not.");
                }
                yield Filters.exactDuplicates().by(by.key).against(references);
            }
            case MINHASH -> {
                NearDuplicates near = Filters.nearDuplicates().by(by.key).against(references);
                yield threshold == null ? near : near.threshold(threshold);
            }
            case ROUGE -> {
                var novelty = Filters.rougeLNovelty().by(by.key).against(references);
                yield threshold == null ? novelty : novelty.threshold(threshold);
            }
            case EMBEDDING -> {
                var semantic = Filters.semanticDuplicates(model.embeddings())
                        .by(by.key)
                        .against(references);
                yield threshold == null ? semantic : semantic.threshold(threshold);
            }
        };
    }

    private Stream<Outcome> atOnce(Stream<Example> examples, Filter filter) {
        List<Example> all = examples.toList();
        scored = all.stream().anyMatch(DedupCommand::isScored);
        Deduplication.Result result = Deduplication.with(filter).keep(keep).apply(all);
        clusters = result.clusters().size();
        if (clusterFile != null) {
            write(result.clusters().stream().map(DedupCommand::line).toList(), clusterFile);
        }
        return result.outcomes().stream();
    }

    private static String line(DuplicateCluster cluster) {
        ObjectNode line = JSON.createObjectNode();
        line.put("kept", cluster.kept());
        cluster.duplicates().forEach(line.putArray("duplicates")::add);
        return line.toString();
    }

    private static void write(List<String> lines, Path file) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
