package io.augment.task;

import java.util.Objects;

/**
 * Holds a task type and how sure the classifier is.
 *
 * @param task name of the task type
 * @param confidence probability that it is right, 0 to 1
 */
public record TaskLabel(String task, double confidence) {
    /** Creates a label. */
    public TaskLabel {
        Objects.requireNonNull(task, "task");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, but was " + confidence);
        }
    }
}
