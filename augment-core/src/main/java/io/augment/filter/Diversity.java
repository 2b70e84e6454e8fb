package io.augment.filter;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.internal.filter.WordCount;
import io.augment.internal.text.Hashing;
import io.augment.internal.text.TokenBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds statistics of how varied a set of records is, to compare it before and after augmentation or filtering.
 *
 * @param records number of records
 * @param distinct1 share of different words among all words of the instructions, 0 to 1 (distinct-n: Li et al., 2016); falls
 *     as a set grows, so compare sets of one size
 * @param distinct2 the same of pairs of words
 * @param distinct3 the same of runs of three words
 * @param meanSimilarity mean ROUGE-L F-measure of pairs of instructions, 0 to 1, over pairs of a sample
 * @param instructionWords lengths of the instructions with their inputs
 * @param responseWords lengths of the responses; null when there are none
 * @param tasks number of records of each task type; {@code unknown} for those without
 * @param taskEntropy entropy of the task types in bits: 0 for one task, log2(n) for n equally frequent ones
 */
public record Diversity(
        long records,
        double distinct1,
        double distinct2,
        double distinct3,
        double meanSimilarity,
        Lengths instructionWords,
        @Nullable Lengths responseWords,
        Map<String, Long> tasks,
        double taskEntropy) {
    private static final int SAMPLE = 200;
    private static final int WIDEST = 3;

    /** Creates the statistics. */
    public Diversity {
        tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
    }

    /**
     * Holds lengths in words; a character of Chinese counts 0.6.
     *
     * @param mean mean length
     * @param median the length that half of the texts do not exceed, to the nearest word
     * @param longest the greatest length, to the nearest word
     */
    public record Lengths(double mean, long median, long longest) {}

    /**
     * Computes the statistics of a stream, in one pass and with memory for its different runs of words: about 24 bytes each.
     *
     * <p>The sample is drawn by a generator of a fixed seed, so that equal streams give equal statistics.
     */
    public static Diversity of(Stream<? extends Example> examples) {
        Collector collector = new Collector();
        examples.sequential().forEachOrdered(collector::add);
        return collector.finish();
    }

    /** Returns the statistics as a few lines for people. */
    public String describe() {
        String answers = responseWords == null
                ? "no responses"
                : String.format(
                        Locale.ROOT,
                        "responses of %.1f words (median %d, longest %d)",
                        responseWords.mean(),
                        responseWords.median(),
                        responseWords.longest());
        return String.format(
                Locale.ROOT,
                "%d records; distinct words %.3f, pairs %.3f, triples %.3f; mean similarity %.3f%n"
                        + "instructions of %.1f words (median %d, longest %d), %s%n"
                        + "%d task types, entropy %.2f bits",
                records,
                distinct1,
                distinct2,
                distinct3,
                meanSimilarity,
                instructionWords.mean(),
                instructionWords.median(),
                instructionWords.longest(),
                answers,
                tasks.size(),
                taskEntropy);
    }

    private static final class Collector {
        private final TokenBuffer tokens = TokenBuffer.ofWords();
        private final DistinctRuns[] runs = {new DistinctRuns(), new DistinctRuns(), new DistinctRuns()};
        private final Histogram instructions = new Histogram();
        private final Histogram responses = new Histogram();
        private final Map<String, Long> tasks = new TreeMap<>();
        private final List<String> sample = new ArrayList<>();
        private final Random random = new Random(SAMPLE);
        private long records;

        void add(Example example) {
            records++;
            String prompt = example.instruction().prompt();
            tokens.clear();
            tokens.add(prompt);
            for (int width = 1; width <= WIDEST; width++) {
                for (int i = 0; i + width <= tokens.size(); i++) {
                    long hash = Hashing.SEED;
                    for (int k = i; k < i + width; k++) {
                        hash = Hashing.combine(hash, tokens.get(k));
                    }
                    runs[width - 1].add(hash);
                }
            }
            instructions.add(WordCount.of(prompt));
            String response = example.response();
            if (response != null) {
                responses.add(WordCount.of(response));
            }
            String task = example.instruction().task();
            tasks.merge(task == null ? "unknown" : task, 1L, Long::sum);
            draw(example.instruction().text());
        }

        /** Keeps a fair sample of what has passed (reservoir sampling: Vitter, 1985). */
        private void draw(String text) {
            if (sample.size() < SAMPLE) {
                sample.add(text);
                return;
            }
            long place = (long) (random.nextDouble() * records);
            if (place < SAMPLE) {
                sample.set((int) place, text);
            }
        }

        Diversity finish() {
            double entropy = 0;
            for (long count : tasks.values()) {
                double share = count / (double) records;
                entropy -= share * Math.log(share) / Math.log(2);
            }
            return new Diversity(
                    records,
                    runs[0].share(),
                    runs[1].share(),
                    runs[2].share(),
                    meanSimilarity(),
                    instructions.lengths(),
                    responses.count == 0 ? null : responses.lengths(),
                    tasks,
                    entropy);
        }

        private double meanSimilarity() {
            RougeLPool pool = Filters.rougeLNovelty().pool();
            double sum = 0;
            long pairs = 0;
            for (String text : sample) {
                Instruction instruction = Instruction.of(text);
                sum += pool.compare(instruction).mean() * pool.size();
                pairs += pool.size();
                pool.add(instruction);
            }
            return pairs == 0 ? 0 : sum / pairs;
        }
    }

    /** Counts different hashes. */
    private static final class DistinctRuns {
        private long[] table = new long[1 << 10];
        private long all;
        private int different;

        void add(long hash) {
            all++;
            long value = hash == 0 ? 1 : hash;
            if (insert(table, value)) {
                different++;
                if (2L * different > table.length) {
                    long[] larger = new long[2 * table.length];
                    for (long known : table) {
                        if (known != 0) {
                            insert(larger, known);
                        }
                    }
                    table = larger;
                }
            }
        }

        private static boolean insert(long[] table, long value) {
            int mask = table.length - 1;
            int at = (int) value & mask;
            while (table[at] != 0) {
                if (table[at] == value) {
                    return false;
                }
                at = (at + 1) & mask;
            }
            table[at] = value;
            return true;
        }

        double share() {
            return all == 0 ? 0 : different / (double) all;
        }
    }

    /** Counts lengths, rounded to words. */
    private static final class Histogram {
        private long[] counts = new long[1 << 8];
        private double sum;
        private long count;
        private int longest;

        void add(double words) {
            int rounded = (int) Math.round(words);
            if (rounded >= counts.length) {
                counts = Arrays.copyOf(counts, Integer.highestOneBit(rounded) << 1);
            }
            counts[rounded]++;
            sum += words;
            count++;
            longest = Math.max(longest, rounded);
        }

        Lengths lengths() {
            int median = 0;
            long below = counts[0];
            while (2 * below < count) {
                median++;
                below += counts[median];
            }
            return new Lengths(count == 0 ? 0 : sum / count, median, longest);
        }
    }
}
