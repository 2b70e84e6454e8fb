package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.internal.check.Prose;
import io.augment.internal.text.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Takes records that differ: a record is worth what its words and pairs of words add to those taken before, and each repeat of a
 * word adds less than the last. Greedy choice of such a sum is at least 63 % of the best (Nemhauser, Wolsey and Fisher, 1978);
 * worth only falls, so that few records are looked at again (Minoux, 1978).
 */
final class Coverage {
    private static final int MAX_WORDS = 80;

    private final long[][] features;
    private final Map<Long, Double> rarity = new HashMap<>();
    private final Map<Long, Integer> covered = new HashMap<>();

    Coverage(List<Instruction> records) {
        features = new long[records.size()][];
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < features.length; i++) {
            features[i] = features(records.get(i));
            for (long feature : features[i]) {
                counts.merge(feature, 1, Integer::sum);
            }
        }
        // What only one record has does not tell whether it is like others, and would favor noise.
        counts.forEach((feature, count) -> {
            if (count > 1) {
                rarity.put(feature, Math.log((double) features.length / count) + 0.1);
            }
        });
    }

    private static long[] features(Instruction instruction) {
        List<String> words = Prose.words(instruction.prompt());
        int size = Math.min(words.size(), MAX_WORDS);
        long[] all = new long[2 * size];
        long previous = 0;
        for (int i = 0; i < size; i++) {
            long word = Hashing.of(words.get(i));
            all[2 * i] = word;
            all[2 * i + 1] = Hashing.combine(previous, word);
            previous = word;
        }
        return Arrays.stream(all).distinct().toArray();
    }

    /** Takes records from a list; of two that are worth the same the one that stands first. */
    List<Integer> take(List<Integer> from, int number) {
        record Offer(int record, int place, double worth) {}
        PriorityQueue<Offer> offers = new PriorityQueue<>((a, b) -> {
            int byWorth = Double.compare(b.worth(), a.worth());
            return byWorth != 0 ? byWorth : Integer.compare(a.place(), b.place());
        });
        for (int place = 0; place < from.size(); place++) {
            offers.add(new Offer(from.get(place), place, worth(from.get(place))));
        }
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < number) {
            Offer offer = offers.poll();
            if (offer == null) {
                break;
            }
            double worth = worth(offer.record());
            Offer next = offers.peek();
            if (next != null && worth < next.worth()) {
                offers.add(new Offer(offer.record(), offer.place(), worth));
                continue;
            }
            taken.add(offer.record());
            for (long feature : features[offer.record()]) {
                covered.merge(feature, 1, Integer::sum);
            }
        }
        return taken;
    }

    /** Returns what a record adds, in proportion to its length, so that a long one is not worth more for its length alone. */
    private double worth(int record) {
        double sum = 0;
        for (long feature : features[record]) {
            Double rare = rarity.get(feature);
            if (rare != null) {
                int before = covered.getOrDefault(feature, 0);
                sum += rare * (Math.sqrt(before + 1) - Math.sqrt(before));
            }
        }
        return sum / Math.sqrt(Math.max(1, features[record].length));
    }
}
