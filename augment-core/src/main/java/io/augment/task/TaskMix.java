package io.augment.task;

import io.augment.internal.task.Apportionment;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which share of a data set each task type should have.
 *
 * <p>Shares are renormalized over the task types that are present, rounded by largest remainder so that the sum is exact,
 * and never ask for more records of a type than there are: what a rare type lacks goes to the others, and no record is
 * taken twice. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Map<String, Integer> plan = TaskMix.uniform().plan(Map.of("Math", 90, "Writing", 10), 40);
 * // {Math=30, Writing=10}
 * }</pre>
 */
public final class TaskMix {
    private final String name;

    /** Null for the data's own shares and for equal ones, which depend on the supply. */
    private final @Nullable Map<String, BigDecimal> shares;

    private TaskMix(String name, @Nullable Map<String, BigDecimal> shares) {
        this.name = name;
        this.shares = shares;
    }

    /** Returns the mix of the DistilQwen2 recipe, see {@link TaskTypes#targetShares()}. */
    public static TaskMix pai() {
        return new TaskMix("pai", TaskTypes.targetShares());
    }

    /** Returns the mix in which all task types have equal shares. */
    public static TaskMix uniform() {
        return new TaskMix("uniform", null);
    }

    /** Returns the mix that the data have by themselves. */
    public static TaskMix asIs() {
        return new TaskMix("as-is", null);
    }

    /**
     * Returns a mix of one's own.
     *
     * @param shares share of each task type; any unit, since only proportions count
     * @throws IllegalArgumentException if there is no share, one is negative, or all are 0
     */
    public static TaskMix of(Map<String, ? extends Number> shares) {
        Map<String, BigDecimal> copy = new LinkedHashMap<>();
        shares.forEach(
                (task, share) -> copy.put(Objects.requireNonNull(task, "task"), new BigDecimal(share.toString())));
        if (copy.values().stream().anyMatch(share -> share.signum() < 0)) {
            throw new IllegalArgumentException("A task type's share cannot be negative: " + shares);
        }
        if (copy.values().stream().allMatch(share -> share.signum() == 0)) {
            throw new IllegalArgumentException("A task mix needs at least one share above 0: " + shares);
        }
        return new TaskMix("custom", copy);
    }

    /** Returns the name in reports: {@code pai}, {@code uniform}, {@code as-is} or {@code custom}. */
    public String name() {
        return name;
    }

    /**
     * Plans how many records of each task type to take.
     *
     * <p>Task types that the mix does not name are taken only when those that it names are used up.
     *
     * @param supply how many records of each task type there are
     * @param wanted how many records to take; the plan sums to this, or to the whole supply if that is less
     * @throws IllegalArgumentException if a number is negative
     */
    public Map<String, Integer> plan(Map<String, Integer> supply, int wanted) {
        if (wanted < 0 || supply.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Numbers of records cannot be negative: " + wanted + " of " + supply);
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        supply.forEach((task, count) -> {
            if (count > 0) {
                weights.put(task, weight(task, count));
            }
        });
        return Apportionment.divide(weights, supply, wanted);
    }

    private double weight(String task, int count) {
        if (shares != null) {
            return shares.getOrDefault(task, BigDecimal.ZERO).doubleValue();
        }
        return name.equals("as-is") ? count : 1;
    }

    @Override
    public String toString() {
        return "TaskMix[" + name + "]";
    }
}
