package io.augment.internal.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a whole number by weights: the method of the largest remainder, with an upper bound for each part. */
public final class Apportionment {
    private Apportionment() {}

    /**
     * Divides {@code total} among the keys in proportion to their weights, none beyond its cap.
     *
     * <p>A key whose share exceeds its cap gets the cap, and the others share the rest by their weights; keys of weight 0
     * get something only when all others are full. The parts sum to {@code total}, or to the sum of the caps if that is
     * less.
     *
     * @param weights the weights, not negative, in the order in which ties are decided
     * @param caps the upper bound of each key
     */
    public static Map<String, Integer> divide(Map<String, Double> weights, Map<String, Integer> caps, int total) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        Map<String, Double> open = new LinkedHashMap<>();
        Map<String, Double> unweighted = new LinkedHashMap<>();
        weights.forEach((key, weight) -> {
            parts.put(key, 0);
            (weight > 0 ? open : unweighted).put(key, weight > 0 ? weight : 1.0);
        });
        int rest = fill(open, caps, total, parts);
        fill(unweighted, caps, rest, parts);
        return parts;
    }

    /** Gives out up to {@code total} and returns what is left over when all are full. */
    private static int fill(
            Map<String, Double> open, Map<String, Integer> caps, int total, Map<String, Integer> parts) {
        int rest = total;
        while (rest > 0 && !open.isEmpty()) {
            double sum = open.values().stream().mapToDouble(Double::doubleValue).sum();
            List<String> full = new ArrayList<>();
            for (Map.Entry<String, Double> entry : open.entrySet()) {
                if (rest * entry.getValue() / sum >= caps.getOrDefault(entry.getKey(), 0)) {
                    full.add(entry.getKey());
                }
            }
            if (full.isEmpty()) {
                largestRemainder(open, sum, rest, parts);
                return 0;
            }
            for (String key : full) {
                int cap = caps.getOrDefault(key, 0);
                parts.put(key, cap);
                rest -= cap;
                open.remove(key);
            }
        }
        return rest;
    }

    /** Rounds down, and gives the leftover ones to the largest remainders; no part can pass its cap by this. */
    private static void largestRemainder(Map<String, Double> open, double sum, int total, Map<String, Integer> parts) {
        Map<String, Double> remainders = new LinkedHashMap<>();
        int given = 0;
        for (Map.Entry<String, Double> entry : open.entrySet()) {
            double exact = total * entry.getValue() / sum;
            int floor = (int) Math.floor(exact);
            parts.put(entry.getKey(), floor);
            remainders.put(entry.getKey(), exact - floor);
            given += floor;
        }
        List<String> order = new ArrayList<>(remainders.keySet());
        order.sort(Comparator.comparing((String key) -> remainders.getOrDefault(key, 0.0))
                .reversed());
        for (int i = 0; i < total - given; i++) {
            parts.merge(order.get(i), 1, Integer::sum);
        }
    }
}
