package io.augment.filter;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.filter.BenchmarkReader;
import io.augment.internal.filter.BenchmarkText;
import io.augment.internal.filter.ContaminationIndex;
import io.augment.internal.text.ContentTokens;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns down records that hold an item of a benchmark, so that what is trained is not what is tested.
 *
 * <p>History, instruction, input and response are searched as one text, folded by Unicode form, case, punctuation, HTML and
 * the way of writing numbers. An item is found
 *
 * <ul>
 *   <li>whole, word for word, anywhere; an item of less than five words only as all of a field;
 *   <li>by coverage: changed a little, interleaved with other text or in pieces, when most of what it says is there. A word
 *       counts the less the more common it is in the benchmarks, and a phrase that many items of its own benchmark share
 *       counts next to nothing; or nearly as it stands, with a fifth of its words changed, fewer in short items;
 *   <li>by a run of n words, 13 by default (Brown et al., 2020, appendix C), that is not for the most part such boilerplate.
 * </ul>
 *
 * <p>It does not find a translation or a free paraphrase. Sessions share one index: about 10 bytes per word of the
 * benchmarks. Immutable and safe for use by many threads; each session is used by one.
 *
 * <pre>{@code
 * Filter filter = Filters.contamination(Path.of("benchmarks/gsm8k/test.jsonl"), Path.of("benchmarks/mmlu"));
 * }</pre>
 */
public final class Contamination implements Filter {
    /** The reason on what is turned down. */
    public static final String REASON = "contaminated";

    /** The run of words that makes a contamination. */
    public static final int DEFAULT_NGRAM = 13;

    /** The share of an item, by weight, that makes a contamination. */
    public static final double DEFAULT_COVERAGE = 0.7;

    private static final int EXCERPT = 60;

    private final List<Benchmark> benchmarks;
    private final int ngram;
    private final double coverage;
    private @Nullable ContaminationIndex index;

    Contamination(List<Benchmark> benchmarks, int ngram, double coverage) {
        this.benchmarks = benchmarks;
        this.ngram = ngram;
        this.coverage = coverage;
    }

    /** Provides the texts of one benchmark. */
    @FunctionalInterface
    interface Benchmark {
        List<BenchmarkText> read();
    }

    static Contamination of(Path... paths) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (Path path : paths) {
            Objects.requireNonNull(path, "path");
            benchmarks.add(() -> BenchmarkReader.read(path));
        }
        return new Contamination(List.copyOf(benchmarks), DEFAULT_NGRAM, DEFAULT_COVERAGE);
    }

    static Contamination of(Source... sources) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (Source source : sources) {
            Objects.requireNonNull(source, "source");
            benchmarks.add(() -> texts(source));
        }
        return new Contamination(List.copyOf(benchmarks), DEFAULT_NGRAM, DEFAULT_COVERAGE);
    }

    private static List<BenchmarkText> texts(Source source) {
        List<BenchmarkText> texts = new ArrayList<>();
        References.each(
                List.of(source),
                item -> texts.add(new BenchmarkText(References.name(item), source.name(), item.prompt(), "")));
        return texts;
    }

    /**
     * Returns a filter that takes a run of this many words for a contamination.
     *
     * @throws IllegalArgumentException if it is below 5, where any text would be one
     */
    public Contamination ngram(int words) {
        if (words < 5) {
            throw new IllegalArgumentException("An n-gram has at least 5 words, but was to have " + words);
        }
        return new Contamination(benchmarks, words, coverage);
    }

    /**
     * Returns a filter that takes this share of an item for a contamination; of items under 24 words more is asked, up to 0.9.
     *
     * @param share 0.5 to 1, by weight
     * @throws IllegalArgumentException if it lies outside
     */
    public Contamination coverage(double share) {
        if (!(share >= 0.5 && share <= 1)) {
            throw new IllegalArgumentException("A coverage lies between 0.5 and 1, but was " + share);
        }
        return new Contamination(benchmarks, ngram, share);
    }

    @Override
    public String name() {
        return "contamination";
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.source.SourceException if a benchmark cannot be read
     */
    @Override
    public FilterSession open() {
        Detector detector = detector();
        return example -> {
            Match match = detector.find(example);
            return match == null ? Decision.keep() : Decision.reject(REASON, match.toString());
        };
    }

    /**
     * Opens a detector, which tells what it finds.
     *
     * @throws io.augment.source.SourceException if a benchmark cannot be read
     */
    public Detector detector() {
        return new Detector(index());
    }

    private synchronized ContaminationIndex index() {
        ContaminationIndex built = index;
        if (built == null) {
            List<BenchmarkText> texts = new ArrayList<>();
            benchmarks.forEach(benchmark -> texts.addAll(benchmark.read()));
            built = new ContaminationIndex(texts, ngram, coverage);
            index = built;
        }
        return built;
    }

    /** Names a part of a record. */
    public enum Field {
        /** The conversation before the instruction. */
        HISTORY,
        /** The instruction's text. */
        INSTRUCTION,
        /** The instruction's input. */
        INPUT,
        /** The response. */
        RESPONSE
    }

    /**
     * Tells which item a record holds, and where.
     *
     * @param item name of the item: its identifier in the benchmark, or file and line
     * @param field where it begins
     * @param start index of its first character in that field; in the turn where it begins, if that is the history
     * @param excerpt the first characters of what was found, as they stand in the record
     * @param score share of the item that was found, 0 to 1
     * @param kind {@code whole}, {@code coverage} or {@code ngram}
     */
    public record Match(String item, Field field, int start, String excerpt, double score, String kind) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s (%s %.2f) in %s from character %d: \"%s\"",
                    item,
                    kind,
                    score,
                    field.name().toLowerCase(Locale.ROOT),
                    start,
                    excerpt);
        }
    }

    /** Searches one record after the other. Used by one thread. */
    public static final class Detector {
        private final ContaminationIndex.Finder finder;
        private final ContentTokens tokens = new ContentTokens();
        private final List<Field> fields = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<Integer> starts = new ArrayList<>();

        private Detector(ContaminationIndex index) {
            finder = index.finder();
        }

        /** Returns how many texts of benchmarks are looked for. */
        public int items() {
            return finder.items();
        }

        /** Returns the item of which the record holds most, or null where it holds none. */
        public @Nullable Match find(Example example) {
            tokens.clear();
            fields.clear();
            texts.clear();
            starts.clear();
            read(example, text -> {
                texts.add(text);
                starts.add(tokens.size());
                tokens.add(text);
            });
            starts.add(tokens.size());
            ContaminationIndex.Hit hit = finder.find(
                    tokens, starts.stream().mapToInt(Integer::intValue).toArray());
            return hit == null ? null : match(hit);
        }

        private void read(Example example, Consumer<String> use) {
            Instruction instruction = example.instruction();
            for (Turn turn : instruction.history()) {
                fields.add(Field.HISTORY);
                use.accept(turn.text());
            }
            fields.add(Field.INSTRUCTION);
            use.accept(instruction.text());
            if (!instruction.input().isEmpty()) {
                fields.add(Field.INPUT);
                use.accept(instruction.input());
            }
            String response = example.response();
            if (response != null) {
                fields.add(Field.RESPONSE);
                use.accept(response);
            }
        }

        private Match match(ContaminationIndex.Hit hit) {
            int field = 0;
            while (starts.get(field + 1) <= hit.start()) {
                field++;
            }
            int last = Math.min(hit.end(), starts.get(field + 1)) - 1;
            int from = tokens.start(hit.start());
            String found = texts.get(field).substring(from, tokens.end(last));
            String line = found.replaceAll("\\s+", " ");
            String excerpt = line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
            String kind = hit.kind().name().toLowerCase(Locale.ROOT);
            return new Match(hit.text().item(), fields.get(field), from, excerpt, hit.score(), kind);
        }
    }
}
