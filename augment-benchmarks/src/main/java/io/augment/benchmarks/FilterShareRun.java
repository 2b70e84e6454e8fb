package io.augment.benchmarks;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.filter.Filter;
import io.augment.filter.FilterSession;
import io.augment.filter.Filters;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.StreamingPipeline;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures which share of the machine's CPU a filter takes in a pipeline through which 5,000 records pass in a second: the CPU of
 * a stream with the filter, less that of the same stream without it. What ROUGE-L novelty takes grows with its pool, so it is
 * measured by itself at each of several sizes.
 *
 * <p>Options: {@code --records}, {@code --items} (of the benchmark to decontaminate against), {@code --pools} (sizes of the
 * pool of ROUGE-L, such as {@code 1000,50000}), {@code --candidates} (for each), {@code --rounds}.
 */
public final class FilterShareRun {
    private static final int RECORDS_PER_SECOND = 5_000;

    /** Far from the numbers of the records, so that no item is one of them. */
    private static final long FIRST_ITEM = 1L << 40;

    private FilterShareRun() {}

    /** Runs the program. */
    public static void main(String[] options) {
        run(Arguments.of(options))
                .forEach((name, share) -> System.out.printf("%s: %.1f%% of the CPU%n", name, 100 * share));
    }

    /** Returns the share of the CPU by the filter's name, the best of all rounds. */
    static Map<String, Double> run(Arguments arguments) {
        int count = arguments.number("records", 50_000);
        List<Instruction> items = new ArrayList<>();
        for (int i = 0; i < arguments.number("items", 10_000); i++) {
            items.add(GeneratedText.instruction(FIRST_ITEM + i));
        }
        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("exact duplicates", Filters.exactDuplicates());
        filters.put("near-duplicates", Filters.nearDuplicates());
        filters.put("contamination", Filters.contamination(Source.of(items)));
        List<Instruction> records =
                LongStream.range(0, count).mapToObj(GeneratedText::instruction).toList();
        Map<String, Double> shares = new LinkedHashMap<>();
        double bare = Double.MAX_VALUE;
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= arguments.number("rounds", 3); round++) {
            bare = Math.min(bare, cpuSeconds(records, Filter.keeping("never", record -> true)));
            filters.forEach((name, filter) -> seconds.merge(name, cpuSeconds(records, filter), Math::min));
        }
        double least = bare;
        int cores = Runtime.getRuntime().availableProcessors();
        seconds.forEach((name, with) -> shares.put(name, (with - least) / count * RECORDS_PER_SECOND / cores));
        for (String pool :
                arguments.text("pools", "1000,5000,10000,20000,50000").split(",", -1)) {
            double each = novelty(Integer.parseInt(pool), arguments);
            shares.put("ROUGE-L novelty at a pool of " + pool, each * RECORDS_PER_SECOND / cores);
        }
        return shares;
    }

    /** Returns the CPU seconds for each candidate at a pool of this size and what the rounds add, the best of all rounds. */
    private static double novelty(int pool, Arguments arguments) {
        int candidates = arguments.number("candidates", 5_000);
        double best = Double.MAX_VALUE;
        try (FilterSession session = Filters.rougeLNovelty().open()) {
            for (int i = 0; i < pool; i++) {
                session.decide(GeneratedText.instruction(i));
            }
            for (int round = 0; round <= arguments.number("rounds", 3); round++) {
                long first = FIRST_ITEM + (long) round * candidates;
                List<Instruction> records = LongStream.range(first, first + candidates)
                        .mapToObj(GeneratedText::instruction)
                        .toList();
                Stopwatch watch = Stopwatch.start();
                records.forEach(record -> session.decide(record));
                best = Math.min(best, watch.cpuSeconds() / candidates);
            }
        }
        return best;
    }

    private static double cpuSeconds(List<Instruction> records, Filter filter) {
        StreamingPipeline pipeline =
                AugmentationPipeline.builder().filter(filter).build();
        Stopwatch watch = Stopwatch.start();
        try (Stream<Outcome> outcomes = pipeline.stream(records.stream())) {
            if (outcomes.count() != records.size()) {
                throw new IllegalStateException("Records were lost");
            }
        }
        return watch.cpuSeconds();
    }
}
