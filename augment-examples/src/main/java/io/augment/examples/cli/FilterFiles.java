package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.Example;
import io.augment.Outcome;
import io.augment.export.Conversion;
import io.augment.export.OutcomeFiles;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a filter reads and where its two files go, and moves the rows through it. */
final class FilterFiles {
    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File for the rows that are kept.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "File for the rows that are turned down, each with its reason and what was found.")
    private @Nullable Path rejects;

    @Option(
            names = "--format",
            defaultValue = "augment",
            paramLabel = "NAME",
            description =
                    "Format of --out: augment (JSON Lines with every field), alpaca, sharegpt, openai, and others;"
                            + " augment unless given.")
    private String format = "augment";

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** Moves all rows through a filter, and prints the counts together with others. */
    int run(Terminal terminal, Function<Stream<Example>, Stream<Outcome>> filter, Supplements supplements) {
        RunWatch watch = new RunWatch(terminal);
        Source source = new WatchedSource(input.source(), watch);
        Conversion.Result result;
        try (OutcomeFiles files = OutcomeFiles.open(out, OutputOptions.format(format, command), rejects);
                SourceReader reader = source.open();
                Stream<Outcome> outcomes = filter.apply(examples(reader, files))) {
            outcomes.forEachOrdered(files::write);
            result = files.commit();
        }
        watch.end(rejects == null ? null : rejects.toString());
        print(result, supplements, terminal.out());
        return ExitStatus.DONE;
    }

    /** Moves all rows through what reads them itself, twice, and prints the counts together with others. */
    int runTwice(Terminal terminal, TwiceReading reading, Supplements supplements) {
        RunWatch watch = new RunWatch(terminal);
        Conversion.Result result;
        try (OutcomeFiles files = OutcomeFiles.open(out, OutputOptions.format(format, command), rejects)) {
            // Told of in its place among the outcomes, which come as the rows are read for the second time.
            Source source = new WatchedSource(input.source(), (row, number) -> {
                if (number > 1 && row instanceof SourceRow.Malformed bad) {
                    watch.warn(bad.origin() + ": " + bad.detail());
                    files.write(bad);
                }
            });
            reading.run(source, outcome -> {
                boolean isUnreadable = outcome instanceof Outcome.Rejected rejected && rejected.example() == null;
                if (!isUnreadable) {
                    files.write(outcome);
                }
            });
            result = files.commit();
        }
        watch.end(rejects == null ? null : rejects.toString());
        print(result, supplements, terminal.out());
        return ExitStatus.DONE;
    }

    /** Reads a source twice, and hands over what became of each row. */
    interface TwiceReading {
        void run(Source source, Consumer<Outcome> outcomes);
    }

    /** Counts what only one command knows, by its name for people; JSON has the same name in camel case. */
    interface Supplements {
        void addTo(Map<String, Long> counts);
    }

    private static Stream<Example> examples(SourceReader reader, OutcomeFiles files) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Rows(reader, files), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private void print(Conversion.Result result, Supplements supplements, PrintWriter to) {
        Map<String, Long> more = new LinkedHashMap<>();
        supplements.addTo(more);
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("read", result.read());
            object.put("kept", result.written());
            ObjectNode rejected = object.putObject("rejected");
            result.reasons().forEach(rejected::put);
            more.forEach((name, count) -> object.put(camelCase(name), count));
            object.put("file", out.toString());
            to.println(object);
            return;
        }
        to.println(Numbers.count(result.read(), "row") + " read, " + Numbers.count(result.written()) + " kept in " + out
                + ", " + Numbers.count(result.rejected()) + " rejected" + ResultText.reasons(result.reasons()) + ".");
        more.forEach((name, count) -> to.println("  " + name + ": " + Numbers.count(count)));
        if (rejects != null && result.rejected() > 0) {
            to.println("Each rejected row, with its reason and what was found: " + rejects);
        }
    }

    private static String camelCase(String name) {
        StringBuilder joined = new StringBuilder();
        for (String word : name.split(" ", 0)) {
            joined.append(joined.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return joined.toString();
    }

    /** Hands the records on, and writes what cannot be read to the rejects. */
    private static final class Rows implements Iterator<Example> {
        private final SourceReader reader;
        private final OutcomeFiles files;
        private @Nullable Example next;

        Rows(SourceReader reader, OutcomeFiles files) {
            this.reader = reader;
            this.files = files;
        }

        @Override
        public boolean hasNext() {
            SourceRow row = null;
            while (next == null && (row = reader.next()) != null) {
                if (row instanceof SourceRow.Malformed bad) {
                    files.write(bad);
                } else if (row instanceof SourceRow.Seed seed) {
                    next = seed.example();
                }
            }
            return next != null;
        }

        @Override
        public Example next() {
            Example example = hasNext() ? next : null;
            if (example == null) {
                throw new NoSuchElementException("There is no row after the last");
            }
            next = null;
            return example;
        }
    }
}
