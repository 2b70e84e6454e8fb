package io.augment.testkit.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says how the fine-tuning jobs of a fake server go. A job moves on each time that it is asked for: its files are validated,
 * it is queued, takes its steps, each with an event that carries metrics, and ends. Immutable.
 *
 * @param steps training steps, at least 1
 * @param failure message of the error that ends each job; null where they succeed
 * @param listedAfter how many lists of files or jobs leave a new one out, as a service does that is slow to list what it made
 */
public record FineTunePlan(int steps, @Nullable String failure, int listedAfter) {
    /**
     * Creates a plan.
     *
     * @throws IllegalArgumentException if there is no step or {@code listedAfter} is negative
     */
    public FineTunePlan {
        if (steps < 1 || listedAfter < 0) {
            throw new IllegalArgumentException(
                    "a job has at least one step, and lists leave it out 0 times or more, not " + steps + ", "
                            + listedAfter);
        }
    }

    /**
     * Returns the plan of jobs that succeed.
     *
     * @throws IllegalArgumentException if there is no step
     */
    public static FineTunePlan ofSteps(int steps) {
        return new FineTunePlan(steps, null, 0);
    }

    /** Returns a plan whose jobs fail after their steps. */
    public FineTunePlan failing(String message) {
        return new FineTunePlan(steps, Objects.requireNonNull(message, "message"), listedAfter);
    }

    /**
     * Returns a plan in which a new file or job is missing from the first lists.
     *
     * @throws IllegalArgumentException if {@code lists} is negative
     */
    public FineTunePlan listedAfter(int lists) {
        return new FineTunePlan(steps, failure, lists);
    }
}
