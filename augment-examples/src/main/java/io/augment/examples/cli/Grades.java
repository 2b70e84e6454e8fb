package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.task.Calibration;
import io.augment.task.TaskMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares answers with what is known to be right. */
final class Grades {
    private final String field;
    private final @Nullable TaskMapping mapping;
    private final List<Double> confidences = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final Map<String, Integer> possible = new HashMap<>();
    private int withoutTruth;

    Grades(String field, @Nullable TaskMapping mapping) {
        this.field = field;
        this.mapping = mapping;
    }

    void add(Instruction instruction) {
        String known = instruction.metadata().get(field);
        List<String> truths = known == null ? List.of() : mapping == null ? List.of(known) : mapping.tasksOf(known);
        if (truths.isEmpty()) {
            withoutTruth++;
            return;
        }
        String confidence = instruction.metadata().get(Labeling.CONFIDENCE);
        confidences.add(confidence == null ? 1 : Double.parseDouble(confidence));
        right.add(truths.contains(String.valueOf(instruction.task())));
        truths.forEach(task -> possible.merge(task, 1, Integer::sum));
    }

    int graded() {
        return right.size();
    }

    /** Returns how many records had no truth, or a category that corresponds to no task type. */
    int withoutTruth() {
        return withoutTruth;
    }

    /** Returns the accuracy of always answering the task type that is right most often. */
    double majority() {
        return possible.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) Math.max(1, graded());
    }

    Calibration calibration() {
        double[] sure = confidences.stream().mapToDouble(Double::doubleValue).toArray();
        boolean[] hits = new boolean[right.size()];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = right.get(i);
        }
        return Calibration.of(sure, hits);
    }

    String text() {
        if (graded() == 0) {
            return "No record has a task type to compare with in the field " + field + ".";
        }
        Calibration calibration = calibration();
        return String.format(
                Locale.ROOT,
                "Right: %.3f of %,d records (always the most frequent type: %.3f)%s.%n%s.",
                calibration.accuracy(),
                graded(),
                majority(),
                withoutTruth == 0 ? "" : String.format(Locale.ROOT, "; %,d have nothing to compare with", withoutTruth),
                capitalized(calibration.toString()));
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
