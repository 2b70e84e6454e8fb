package io.augment.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows how a sample is made up, before anything is spent on it.
 *
 * @param mix name of the mix
 * @param wanted how many records are wanted
 * @param rows a row for each task type that is present
 */
public record SamplePlan(String mix, int wanted, List<Row> rows) {
    /** Creates a plan. */
    public SamplePlan {
        rows = List.copyOf(rows);
    }

    /**
     * Holds a task type's part.
     *
     * @param task name of the task type
     * @param supply how many records there are
     * @param target how many there should be, were there enough of all types
     * @param taken how many are taken: never more than there are, and what rare types lack goes to others
     */
    public record Row(String task, int supply, int target, int taken) {
        /** Returns how many records are missing to the target. */
        public int missing() {
            return Math.max(0, target - supply);
        }
    }

    /**
     * Plans a sample.
     *
     * @param supply how many records of each task type there are
     * @throws IllegalArgumentException if a number is negative
     */
    public static SamplePlan of(TaskMix mix, Map<String, Integer> supply, int wanted) {
        return of(mix, supply, wanted, true);
    }

    static SamplePlan of(TaskMix mix, Map<String, Integer> supply, int wanted, boolean filling) {
        Map<String, Integer> targets = mix.targets(supply, wanted);
        Map<String, Integer> feasible = mix.plan(supply, wanted);
        List<Row> rows = new ArrayList<>();
        supply.forEach((task, count) -> {
            if (count > 0) {
                int target = targets.getOrDefault(task, 0);
                int taken = filling ? feasible.getOrDefault(task, 0) : Math.min(target, count);
                rows.add(new Row(task, count, target, taken));
            }
        });
        return new SamplePlan(mix.name(), wanted, rows);
    }

    /** Returns how many records there are. */
    public int supply() {
        return rows.stream().mapToInt(Row::supply).sum();
    }

    /** Returns how many records are taken. */
    public int taken() {
        return rows.stream().mapToInt(Row::taken).sum();
    }

    /** Returns how many records of each task type are taken. */
    public Map<String, Integer> takenByTask() {
        Map<String, Integer> taken = new LinkedHashMap<>();
        rows.forEach(row -> taken.put(row.task(), row.taken()));
        return taken;
    }

    /** Returns how many records are missing of each task type that has fewer than it should: what generation has to make. */
    public Map<String, Integer> demand() {
        Map<String, Integer> demand = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.missing() > 0) {
                demand.put(row.task(), row.missing());
            }
        }
        return demand;
    }

    /** Returns the normalized entropy of the supply. */
    public double balanceBefore() {
        return balance(rows.stream().map(Row::supply).toList());
    }

    /** Returns the normalized entropy of what is taken. */
    public double balanceAfter() {
        return balance(rows.stream().map(Row::taken).toList());
    }

    /**
     * Returns the normalized entropy of counts: 1 where all are equal, 0 where only one is not 0, and 1 where there is only one.
     *
     * @param counts how many records each task type has; a type without records counts as well
     */
    public static double balance(Collection<? extends Number> counts) {
        double sum = counts.stream().mapToDouble(Number::doubleValue).sum();
        if (counts.size() < 2) {
            return 1;
        }
        double entropy = 0;
        for (Number count : counts) {
            double share = sum == 0 ? 0 : count.doubleValue() / sum;
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return Math.min(1, entropy / Math.log(counts.size()));
    }
}
