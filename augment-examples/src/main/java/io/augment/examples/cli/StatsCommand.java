package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.Example;
import io.augment.filter.Diversity;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells how varied the rows of files are. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells how many rows files have, how long they are and how varied, side by side.",
        footer = {
            "",
            "Example: augment stats seeds.jsonl train.jsonl",
            "distinct-n is the share of different runs of n words among all; it falls as a set grows. Mean similarity is"
                    + " the mean ROUGE-L of pairs of a sample of 200 instructions."
        })
final class StatsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or directories; each gets a column.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the result as one JSON array, an object for each file.")
    private boolean json;

    private record Column(Path file, long unreadable, Diversity diversity) {}

    @Override
    public Integer call() {
        RunWatch watch = new RunWatch(main.terminal());
        List<Column> columns = new ArrayList<>();
        for (Path file : files) {
            columns.add(read(file, watch));
        }
        watch.end(null);
        if (json) {
            main.terminal().out().println(toJson(columns));
        } else {
            print(columns, main.terminal().out());
        }
        return ExitStatus.DONE;
    }

    private static Column read(Path file, RunWatch watch) {
        long[] unreadable = {0};
        try (SourceReader reader = new WatchedSource(Source.files(file), watch).open()) {
            Stream<Example> examples = Stream.generate(reader::next)
                    .takeWhile(row -> row != null)
                    .<Example>mapMulti((row, use) -> {
                        if (row instanceof SourceRow.Seed seed) {
                            use.accept(seed.example());
                        } else {
                            unreadable[0]++;
                        }
                    });
            Diversity diversity = Diversity.of(examples);
            return new Column(file, unreadable[0], diversity);
        }
    }

    private static void print(List<Column> columns, PrintWriter to) {
        row(to, "", columns, column -> String.valueOf(column.file().getFileName()));
        row(to, "rows", columns, column -> Numbers.count(column.diversity().records()));
        if (columns.stream().anyMatch(column -> column.unreadable() > 0)) {
            row(to, "unreadable", columns, column -> Numbers.count(column.unreadable()));
        }
        row(
                to,
                "instruction words, mean",
                columns,
                c -> tenth(c.diversity().instructionWords().mean()));
        row(to, "  median, longest", columns, c -> span(c.diversity().instructionWords()));
        row(to, "response words, mean", columns, c -> {
            Diversity.Lengths words = c.diversity().responseWords();
            return words == null ? "-" : tenth(words.mean());
        });
        row(to, "  median, longest", columns, c -> span(c.diversity().responseWords()));
        row(to, "distinct-1", columns, c -> share(c.diversity().distinct1()));
        row(to, "distinct-2", columns, c -> share(c.diversity().distinct2()));
        row(to, "distinct-3", columns, c -> share(c.diversity().distinct3()));
        row(to, "mean similarity", columns, c -> share(c.diversity().meanSimilarity()));
        row(to, "task types", columns, c -> Numbers.count(c.diversity().tasks().size()));
        row(to, "task entropy, bits", columns, c -> share(c.diversity().taskEntropy()));
    }

    private static void row(PrintWriter to, String name, List<Column> columns, Function<Column, String> value) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
        columns.forEach(column -> line.append(String.format(Locale.ROOT, "  %20s", value.apply(column))));
        to.println(line.toString().stripTrailing());
    }

    private static String span(Diversity.@Nullable Lengths words) {
        return words == null ? "-" : Numbers.count(words.median()) + ", " + Numbers.count(words.longest());
    }

    private static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static ArrayNode toJson(List<Column> columns) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (Column column : columns) {
            Diversity diversity = column.diversity();
            ObjectNode object = all.addObject();
            object.put("file", column.file().toString());
            object.put("rows", diversity.records());
            object.put("unreadable", column.unreadable());
            object.put("distinct1", diversity.distinct1());
            object.put("distinct2", diversity.distinct2());
            object.put("distinct3", diversity.distinct3());
            object.put("meanSimilarity", diversity.meanSimilarity());
            lengths(object, "instructionWords", diversity.instructionWords());
            lengths(object, "responseWords", diversity.responseWords());
            ObjectNode tasks = object.putObject("tasks");
            diversity.tasks().forEach(tasks::put);
            object.put("taskEntropy", diversity.taskEntropy());
        }
        return all;
    }

    private static void lengths(ObjectNode object, String name, Diversity.@Nullable Lengths words) {
        if (words == null) {
            object.putNull(name);
            return;
        }
        ObjectNode lengths = object.putObject(name);
        lengths.put("mean", words.mean());
        lengths.put("median", words.median());
        lengths.put("longest", words.longest());
    }
}
