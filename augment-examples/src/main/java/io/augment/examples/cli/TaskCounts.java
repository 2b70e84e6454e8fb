package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.task.TaskTypes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts records by task type. */
final class TaskCounts {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(Instruction instruction) {
        String task = instruction.task();
        counts.merge(task == null ? TaskTypes.OTHERS : task, 1, Integer::sum);
    }

    /** Returns the counts, the types in the order in which they were first seen. */
    Map<String, Integer> inOrder() {
        return counts;
    }

    /** Returns the counts, the most frequent type first. */
    Map<String, Integer> byFrequency() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
