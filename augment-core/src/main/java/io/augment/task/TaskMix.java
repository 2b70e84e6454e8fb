package io.augment.task;

import io.augment.internal.task.Apportionment;
import io.augment.internal.task.TaxonomyFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which share of a data set each task type should have.
 *
 * <p>Shares are renormalized over the task types that are present, rounded by largest remainder so that the sum is exact,
 * and never ask for more records of a type than there are: what a rare type lacks goes to the others, and no record is
 * taken twice. {@link #targets} says what each type should have, {@link #plan} what it can have, and {@link #demand} what is
 * missing, for generation to make. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Map<String, Integer> plan = TaskMix.uniform().plan(Map.of("Math", 90, "Writing", 10), 40);
 * // {Math=30, Writing=10}
 * Map<String, Integer> demand = TaskMix.uniform().demand(Map.of("Math", 90, "Writing", 10), 40);
 * // {Writing=10}
 * }</pre>
 */
public final class TaskMix {
    private static final List<String> NAMES = List.of("pai", "uniform", "as-is", "square-root");

    private final String name;

    /** Null for a mix that depends on the supply. */
    private final @Nullable Map<String, BigDecimal> shares;

    /** Without shares of its own, a type weighs its supply to this power. */
    private final double exponent;

    private TaskMix(String name, @Nullable Map<String, BigDecimal> shares, double exponent) {
        this.name = name;
        this.shares = shares;
        this.exponent = exponent;
    }

    /** Returns the mix of the DistilQwen2 recipe, see {@link TaskTypes#targetShares()}. */
    public static TaskMix pai() {
        return new TaskMix("pai", TaskTypes.targetShares(), 0);
    }

    /** Returns the mix in which all task types have equal shares. */
    public static TaskMix uniform() {
        return new TaskMix("uniform", null, 0);
    }

    /** Returns the mix that the data have by themselves. */
    public static TaskMix asIs() {
        return new TaskMix("as-is", null, 1);
    }

    /** Returns the mix in which a type's share grows with the square root of its supply: between as-is and uniform. */
    public static TaskMix squareRoot() {
        return new TaskMix("square-root", null, 0.5);
    }

    /**
     * Returns the data's own mix, smoothed: a type's share grows with its supply to the power of {@code 1 / temperature}, as in
     * multilingual pretraining (Devlin et al., multilingual BERT; Conneau et al., arXiv 1911.02116).
     *
     * @param temperature 1 leaves the data's own shares, 2 is {@link #squareRoot}, greater ones come near equal shares
     * @throws IllegalArgumentException if it is below 1
     */
    public static TaskMix smoothed(double temperature) {
        if (!(temperature >= 1)) {
            throw new IllegalArgumentException("A temperature is at least 1, but was " + temperature);
        }
        return new TaskMix("smoothed-" + temperature, null, 1 / temperature);
    }

    /**
     * Returns a mix of one's own.
     *
     * @param shares share of each task type; any unit, since only proportions count
     * @throws IllegalArgumentException if there is no share, one is negative, or all are 0
     */
    public static TaskMix of(Map<String, ? extends Number> shares) {
        return named("custom", shares);
    }

    static TaskMix named(String name, Map<String, ? extends Number> shares) {
        Map<String, BigDecimal> copy = new LinkedHashMap<>();
        shares.forEach(
                (task, share) -> copy.put(Objects.requireNonNull(task, "task"), new BigDecimal(share.toString())));
        if (copy.values().stream().anyMatch(share -> share.signum() < 0)) {
            throw new IllegalArgumentException("A task type's share cannot be negative: " + shares);
        }
        if (copy.values().stream().allMatch(share -> share.signum() == 0)) {
            throw new IllegalArgumentException("A task mix needs at least one share above 0: " + shares);
        }
        return new TaskMix(name, Collections.unmodifiableMap(copy), 0);
    }

    /**
     * Returns a mix by its name.
     *
     * @param name {@code pai}, {@code uniform}, {@code as-is} or {@code square-root}
     * @throws IllegalArgumentException if it is none of these
     */
    public static TaskMix named(String name) {
        return switch (name) {
            case "pai" -> pai();
            case "uniform" -> uniform();
            case "as-is" -> asIs();
            case "square-root" -> squareRoot();
            default ->
                throw new IllegalArgumentException("There is no task mix \"" + name + "\"; there are "
                        + String.join(", ", NAMES) + ", and files of one's own.");
        };
    }

    /**
     * Reads a mix from a file: a taxonomy ({@link TaskTaxonomy#read}), a JSON object such as
     * <code>{"Math": 2, "Writing": 1}</code>, or lines with a task type and a share that are set apart by a tab or a comma.
     *
     * @throws IllegalArgumentException if the file holds none of these, or no mix
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TaskMix read(Path file) {
        return named(String.valueOf(file.getFileName()), TaxonomyFile.shares(file));
    }

    /** Returns the name in reports, such as {@code pai}, {@code uniform} or {@code custom}. */
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
        check(supply, wanted);
        return Apportionment.divide(weights(supply), supply, wanted);
    }

    /**
     * Returns how many records each task type that is present should have, were there enough of all.
     *
     * @param supply how many records of each task type there are
     * @param wanted how many records there should be; the targets sum to this, if any task type is present
     * @throws IllegalArgumentException if a number is negative
     */
    public Map<String, Integer> targets(Map<String, Integer> supply, int wanted) {
        check(supply, wanted);
        Map<String, Double> weights = weights(supply);
        Map<String, Integer> noLimit = new LinkedHashMap<>();
        weights.keySet().forEach(task -> noLimit.put(task, Integer.MAX_VALUE));
        return Apportionment.divide(weights, noLimit, wanted);
    }

    /**
     * Returns how many records are missing of the task types that have fewer than they should: what generation has to make so
     * that the mix is met with {@code wanted} records.
     *
     * @param supply how many records of each task type there are
     * @param wanted how many records there should be
     * @throws IllegalArgumentException if a number is negative
     */
    public Map<String, Integer> demand(Map<String, Integer> supply, int wanted) {
        Map<String, Integer> demand = new LinkedHashMap<>();
        targets(supply, wanted).forEach((task, target) -> {
            int missing = target - supply.getOrDefault(task, 0);
            if (missing > 0) {
                demand.put(task, missing);
            }
        });
        return demand;
    }

    private Map<String, Double> weights(Map<String, Integer> supply) {
        Map<String, Double> weights = new LinkedHashMap<>();
        supply.forEach((task, count) -> {
            if (count > 0) {
                weights.put(
                        task,
                        shares == null
                                ? Math.pow(count, exponent)
                                : shares.getOrDefault(task, BigDecimal.ZERO).doubleValue());
            }
        });
        return weights;
    }

    /** Returns whether the shares change with the supply, beyond which task types are present. */
    public boolean dependsOnSupply() {
        return shares == null && exponent != 0;
    }

    private static void check(Map<String, Integer> supply, int wanted) {
        if (wanted < 0 || supply.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Numbers of records cannot be negative: " + wanted + " of " + supply);
        }
    }

    @Override
    public String toString() {
        return "TaskMix[" + name + "]";
    }
}
