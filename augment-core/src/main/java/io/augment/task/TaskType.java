package io.augment.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Describes a kind of task.
 *
 * @param name name, as classifiers answer it
 * @param description what belongs to it, in a sentence; empty for a name that says it all
 * @param examples instructions of this kind; may be empty
 * @param share share that it should have of a data set; any unit, since only proportions count
 */
public record TaskType(String name, String description, List<String> examples, BigDecimal share) {
    /** Creates a type. */
    public TaskType {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A task type needs a name");
        }
        Objects.requireNonNull(description, "description");
        examples = List.copyOf(examples);
        if (share.signum() < 0) {
            throw new IllegalArgumentException("The share of the task type " + name + " is negative: " + share);
        }
    }
}
