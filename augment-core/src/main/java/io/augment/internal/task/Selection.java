package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.internal.check.Prose;
import io.augment.task.SampleSpread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses some of the records of one kind. */
final class Selection {
    private static final int BINS = 12;

    /** Bins of a length reach this many standard deviations to both sides; what lies beyond is in the outer bins. */
    private static final double REACH = 2.4;

    /** A Chinese character says about as much as three letters. */
    private static final int CJK_LETTERS = 3;

    private Selection() {}

    /** Returns the places of the chosen records; all where no more are there than are wanted. */
    static int[] choose(List<Instruction> records, int wanted, SampleSpread spread, SplittableRandom random) {
        int size = records.size();
        if (wanted >= size) {
            return IntStream.range(0, size).toArray();
        }
        if (wanted <= 0) {
            return new int[0];
        }
        int[] order = shuffled(size, random);
        if (spread == SampleSpread.RANDOM) {
            return Arrays.copyOf(order, wanted);
        }
        return byLength(records, order, wanted, spread);
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Divides the number among bins of length, and takes from each bin records that differ from all taken before. */
    private static int[] byLength(List<Instruction> records, int[] order, int wanted, SampleSpread spread) {
        double[] lengths = new double[records.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.log(1 + letters(records.get(i)));
        }
        double mean = Arrays.stream(lengths).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(lengths)
                .map(length -> (length - mean) * (length - mean))
                .average()
                .orElse(0));
        List<List<Integer>> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new ArrayList<>());
        }
        for (int one : order) {
            double standard = deviation == 0 ? 0 : (lengths[one] - mean) / deviation;
            int bin = (int) ((standard + REACH) / (2 * REACH) * BINS);
            bins.get(Math.max(0, Math.min(BINS - 1, bin))).add(one);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Integer> caps = new LinkedHashMap<>();
        for (int bin = 0; bin < BINS; bin++) {
            int count = bins.get(bin).size();
            String name = String.valueOf(bin);
            // Half-way between the data's own lengths and equal numbers of all lengths, or the normal curve.
            weights.put(name, spread == SampleSpread.LENGTH_NORMAL ? normalMass(bin) : Math.sqrt(count));
            caps.put(name, count);
        }
        Map<String, Integer> parts = Apportionment.divide(weights, caps, wanted);
        Coverage coverage = new Coverage(records);
        int[] chosen = new int[wanted];
        int next = 0;
        for (int bin = 0; bin < BINS; bin++) {
            for (int one : coverage.take(bins.get(bin), parts.getOrDefault(String.valueOf(bin), 0))) {
                chosen[next++] = one;
            }
        }
        return Arrays.copyOf(chosen, next);
    }

    private static int letters(Instruction instruction) {
        String text = instruction.prompt();
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            letters += c >= 0x2E80 && Prose.isCjk(c) ? CJK_LETTERS : 1;
        }
        return letters;
    }

    private static double normalMass(int bin) {
        double middle = (bin + 0.5) / BINS * 2 * REACH - REACH;
        return Math.exp(-middle * middle / 2);
    }
}
