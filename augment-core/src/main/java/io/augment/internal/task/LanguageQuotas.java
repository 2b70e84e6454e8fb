package io.augment.internal.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides each task type's number among languages, so that the languages' sums come as near to their shares as the supply allows
 * while the task types' numbers stay.
 */
final class LanguageQuotas {
    private final Map<String, Map<String, Integer>> supply;
    private final Map<String, Map<String, Integer>> parts = new LinkedHashMap<>();
    private final Set<String> languages = new LinkedHashSet<>();

    private LanguageQuotas(Map<String, Map<String, Integer>> supply) {
        this.supply = supply;
        supply.values().forEach(byLanguage -> languages.addAll(byLanguage.keySet()));
    }

    /**
     * Divides.
     *
     * @param numbers how many records of each task type are wanted, no more than there are
     * @param supply how many there are of each task type and language
     * @param shares share of each language; empty where languages do not count
     */
    static Map<String, Map<String, Integer>> divide(
            Map<String, Integer> numbers, Map<String, Map<String, Integer>> supply, Map<String, Double> shares) {
        LanguageQuotas quotas = new LanguageQuotas(supply);
        numbers.forEach((task, number) -> {
            Map<String, Integer> there = supply.getOrDefault(task, Map.of());
            quotas.parts.put(task, new LinkedHashMap<>(Apportionment.divide(weights(there, shares), there, number)));
        });
        if (!shares.isEmpty()) {
            quotas.balance(shares);
        }
        return quotas.parts;
    }

    private static Map<String, Double> weights(Map<String, Integer> there, Map<String, Double> shares) {
        Map<String, Double> weights = new LinkedHashMap<>();
        there.forEach((language, count) ->
                weights.put(language, shares.isEmpty() ? count : shares.getOrDefault(language, 0.0)));
        return weights;
    }

    /** Moves records from languages with too many to languages with too few, task by task, until no move helps. */
    private void balance(Map<String, Double> shares) {
        Map<String, Integer> there = new LinkedHashMap<>();
        supply.values()
                .forEach(byLanguage ->
                        byLanguage.forEach((language, count) -> there.merge(language, count, Integer::sum)));
        int total = parts.values().stream()
                .flatMap(byLanguage -> byLanguage.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        Map<String, Integer> targets = Apportionment.divide(weights(there, shares), there, total);
        List<String> all = new ArrayList<>(languages);
        for (String from : all) {
            for (String to : all) {
                boolean moved = true;
                while (moved && sum(from) > targets.getOrDefault(from, 0) && sum(to) < targets.getOrDefault(to, 0)) {
                    moved = move(from, to);
                }
            }
        }
    }

    private int sum(String language) {
        return parts.values().stream()
                .mapToInt(byLanguage -> byLanguage.getOrDefault(language, 0))
                .sum();
    }

    /** Moves one record along the shortest way over other languages; returns false where there is none. */
    private boolean move(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Map<String, String> through = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            String at = open.remove();
            for (String next : languages) {
                String task = next.equals(from) || cameFrom.containsKey(next) ? null : exchange(at, next);
                if (task != null) {
                    cameFrom.put(next, at);
                    through.put(next, task);
                    open.add(next);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return false;
        }
        for (String at = to; !at.equals(from); ) {
            String before = cameFrom.getOrDefault(at, from);
            Map<String, Integer> row = parts.getOrDefault(through.getOrDefault(at, ""), new HashMap<>());
            row.merge(before, -1, Integer::sum);
            row.merge(at, 1, Integer::sum);
            at = before;
        }
        return true;
    }

    /** Returns a task type in which a record of one language can give way to one of the other, or null. */
    private @Nullable String exchange(String from, String to) {
        for (Map.Entry<String, Map<String, Integer>> part : parts.entrySet()) {
            Map<String, Integer> there = supply.getOrDefault(part.getKey(), Map.of());
            int room = there.getOrDefault(to, 0) - part.getValue().getOrDefault(to, 0);
            if (room > 0 && part.getValue().getOrDefault(from, 0) > 0) {
                return part.getKey();
            }
        }
        return null;
    }
}
