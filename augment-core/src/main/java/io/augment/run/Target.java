package io.augment.run;

import io.augment.task.TaskMix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how many accepted records a run shall deliver; it generates in rounds until it has them. What is still missing after a
 * round decides which seeds the next one expands: those of the task types that lack rows. A task type that a round over all of
 * its seeds added nothing to is given up, and the report says so.
 *
 * <p>A target for task types reads the seeds twice, the first time to see which types there are, so it needs a source that ends
 * and can be opened again. Rows without a task type count as {@code Others}; put {@code classify(...)} before
 * {@code expand(...)}, and once more after it to count a row that strayed from its seed's task type as what it is. Immutable.
 *
 * <pre>{@code
 * Target.accepted(5_000).atLeastPerTask(100)
 * Target.accepted(5_000).mix(TaskMix.uniform())
 * Target.exactly(Map.of("Math", 2_000L, "Writing", 500L)).atMostCandidates(10_000)
 * }</pre>
 */
public final class Target {
    private final long accepted;
    private final long perTask;
    private final @Nullable TaskMix mix;
    private final Map<String, Long> exactly;
    private final long candidates;

    private Target(long accepted, long perTask, @Nullable TaskMix mix, Map<String, Long> exactly, long candidates) {
        this.accepted = accepted;
        this.perTask = perTask;
        this.mix = mix;
        this.exactly = exactly;
        this.candidates = candidates;
    }

    /**
     * Wants this many accepted rows, no more and, if it can be, no fewer.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Target accepted(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("A target is at least 1, but was " + number);
        }
        return new Target(number, 0, null, Map.of(), Long.MAX_VALUE);
    }

    /**
     * Wants exactly these numbers of rows of each task type, and none of any other.
     *
     * @throws IllegalArgumentException if a number is negative, or all are 0
     */
    public static Target exactly(Map<String, Long> perTask) {
        Map<String, Long> copy = new LinkedHashMap<>(perTask);
        if (copy.values().stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("A number of rows cannot be negative: " + perTask);
        }
        long sum = copy.values().stream().mapToLong(Long::longValue).sum();
        Target total = accepted(sum);
        return new Target(total.accepted, 0, null, Map.copyOf(copy), Long.MAX_VALUE);
    }

    /**
     * Wants at least this many rows of each task type that occurs among the seeds.
     *
     * @throws IllegalArgumentException if the number is negative or above the target
     * @throws IllegalStateException if the target says otherwise how many rows of a type are wanted
     */
    public Target atLeastPerTask(long number) {
        if (number < 0 || number > accepted) {
            throw new IllegalArgumentException("At least " + number + " per task do not fit a target of " + accepted);
        }
        requireTotalOnly();
        return new Target(accepted, number, null, exactly, candidates);
    }

    /**
     * Wants the rows in this mix over the task types that occur among the seeds, by largest remainder; rows beyond it are
     * rejected.
     *
     * @throws IllegalArgumentException if the target is beyond what a mix can plan, 2^31 - 1
     * @throws IllegalStateException if the target says otherwise how many rows of a type are wanted
     */
    public Target mix(TaskMix value) {
        requireTotalOnly();
        if (accepted > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A mix of " + accepted + " rows cannot be planned");
        }
        return new Target(accepted, 0, Objects.requireNonNull(value, "mix"), exactly, candidates);
    }

    private void requireTotalOnly() {
        if (perTask > 0 || mix != null || !exactly.isEmpty()) {
            throw new IllegalStateException("The target says already how many rows of each task type are wanted");
        }
    }

    /**
     * Ends the run once its stages have made this many new records, accepted or not.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Target atMostCandidates(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("A cap on candidates is at least 1, but was " + number);
        }
        return new Target(accepted, perTask, mix, exactly, number);
    }

    /** Returns how many rows are wanted in total. */
    public long accepted() {
        return accepted;
    }

    /** Returns how many rows are wanted at least of each task type; 0 for no such wish. */
    public long perTask() {
        return perTask;
    }

    /** Returns the mix that is wanted, or null. */
    public @Nullable TaskMix mix() {
        return mix;
    }

    /** Returns how many rows of each task type are wanted exactly; empty for no such wish. */
    public Map<String, Long> exactly() {
        return exactly;
    }

    /** Returns the cap on records that stages make; {@link Long#MAX_VALUE} for none. */
    public long candidates() {
        return candidates;
    }

    /** Returns whether anything is wanted of single task types. */
    public boolean isByTask() {
        return perTask > 0 || mix != null || !exactly.isEmpty();
    }

    @Override
    public String toString() {
        return "Target[accepted=" + accepted
                + (perTask > 0 ? ", atLeastPerTask=" + perTask : "")
                + (mix == null ? "" : ", mix=" + mix.name())
                + (exactly.isEmpty() ? "" : ", exactly=" + exactly)
                + (candidates == Long.MAX_VALUE ? "" : ", atMostCandidates=" + candidates)
                + "]";
    }
}
