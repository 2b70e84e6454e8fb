package io.augment.benchmarks;

import io.augment.Instruction;
import io.augment.filter.FilterSession;
import io.augment.filter.Filters;
import io.augment.filter.RougeLPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the filters against bare bounds in turns: near-duplicates against cutting the same texts into hashed words, and
 * ROUGE-L against the full table of every pair.
 *
 * <p>Options: {@code --records} (near-duplicates), {@code --pool} and {@code --candidates} (ROUGE-L), {@code --rounds}.
 */
public final class FilterSpeedRun {
    private FilterSpeedRun() {}

    /**
     * What came of it, the best of all rounds each.
     *
     * @param nearOverTokens records per CPU-second of the near-duplicate filter over those of cutting words alone
     * @param rougeOverNaive CPU per candidate of the ROUGE-L filter over that of the full tables
     * @param scoresOverNaive the same of all scores
     */
    record Result(double nearOverTokens, double rougeOverNaive, double scoresOverNaive) {}

    /** Runs the program. */
    public static void main(String[] options) {
        System.out.println(run(Arguments.of(options)));
    }

    static Result run(Arguments arguments) {
        double near = nearOverTokens(arguments);
        double[] rouge = rougeOverNaive(arguments);
        return new Result(near, rouge[0], rouge[1]);
    }

    private static double nearOverTokens(Arguments arguments) {
        int count = arguments.number("records", 200_000);
        List<Instruction> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(GeneratedText.instruction(i));
        }
        double cut = Double.MAX_VALUE;
        double filtered = Double.MAX_VALUE;
        long kept = 0;
        long hashes = 0;
        for (int round = 0; round <= arguments.number("rounds", 4); round++) {
            Stopwatch cutting = Stopwatch.start();
            for (Instruction record : records) {
                hashes += hashWords(record.text());
            }
            double cutSeconds = cutting.cpuSeconds();
            Stopwatch filtering = Stopwatch.start();
            try (FilterSession session = Filters.nearDuplicates().open()) {
                for (Instruction record : records) {
                    kept += session.decide(record).isKept() ? 1 : 0;
                }
            }
            double filterSeconds = filtering.cpuSeconds();
            System.out.printf(
                    "CPU us for each record: %.2f to cut words, %.2f to filter%n",
                    cutSeconds / count * 1e6, filterSeconds / count * 1e6);
            if (round > 0) {
                cut = Math.min(cut, cutSeconds);
                filtered = Math.min(filtered, filterSeconds);
            }
        }
        System.out.println("near-duplicates: kept " + kept + ", words " + hashes);
        return cut / filtered;
    }

    /** The bound: nothing but finding the words in any case and script, and hashing each pair of neighbors. */
    private static long hashWords(String text) {
        long sum = 0;
        long before = 0;
        long hash = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ Character.toLowerCase(c)) * 0x9E3779B97F4A7C15L;
            } else if (hash != 0) {
                sum += (before * 0xD6E8FEB86659FD93L + hash) >>> 32;
                before = hash;
                hash = 0;
            }
        }
        return sum;
    }

    private static double[] rougeOverNaive(Arguments arguments) {
        int size = arguments.number("pool", 50_000);
        int candidates = arguments.number("candidates", 200);
        RougeLPool pool = Filters.rougeLNovelty().pool();
        FilterSession session = Filters.rougeLNovelty().open();
        List<int[]> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instruction record = GeneratedText.instruction(i);
            numbers.add(GeneratedText.numbers(i));
            pool.add(record);
            session.decide(record);
        }
        double filter = Double.MAX_VALUE;
        double scores = Double.MAX_VALUE;
        double naive = Double.MAX_VALUE;
        double checked = 0;
        for (int round = 0; round <= arguments.number("rounds", 4); round++) {
            // New candidates in each round: one that is known is turned down sooner.
            int first = size + round * candidates;
            Stopwatch filtering = Stopwatch.start();
            for (int i = first; i < first + candidates; i++) {
                checked += session.decide(GeneratedText.instruction(i)).isKept() ? 1 : 0;
            }
            double filterSeconds = filtering.cpuSeconds() / candidates;
            int fewer = Math.max(1, candidates / 10);
            Stopwatch scoring = Stopwatch.start();
            for (int i = first; i < first + fewer; i++) {
                checked += pool.compare(GeneratedText.instruction(i)).mean();
            }
            double scoreSeconds = scoring.cpuSeconds() / fewer;
            Stopwatch tabulating = Stopwatch.start();
            int fewest = Math.max(1, candidates / 100);
            for (int i = first; i < first + fewest; i++) {
                int[] candidate = GeneratedText.numbers(i);
                for (int[] other : numbers) {
                    checked += 2.0 * lcs(candidate, other) / (candidate.length + other.length) > 0.7 ? 1 : 0;
                }
            }
            double naiveSeconds = tabulating.cpuSeconds() / fewest;
            System.out.printf(
                    "CPU ms for each candidate: %.3f to filter, %.3f for all scores, %.3f for full tables%n",
                    filterSeconds * 1e3, scoreSeconds * 1e3, naiveSeconds * 1e3);
            if (round > 0) {
                filter = Math.min(filter, filterSeconds);
                scores = Math.min(scores, scoreSeconds);
                naive = Math.min(naive, naiveSeconds);
            }
        }
        System.out.println("ROUGE-L: " + checked);
        session.close();
        return new double[] {filter / naive, scores / naive};
    }

    private static int lcs(int[] one, int[] other) {
        int[] row = new int[other.length + 1];
        for (int token : one) {
            int diagonal = 0;
            for (int k = 1; k < row.length; k++) {
                int above = row[k];
                row[k] = token == other[k - 1] ? diagonal + 1 : Math.max(above, row[k - 1]);
                diagonal = above;
            }
        }
        return Arrays.stream(row).max().orElse(0);
    }
}
