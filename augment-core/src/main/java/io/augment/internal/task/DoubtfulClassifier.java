package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;

/**
 * Asks a second classifier where the first is not sure.
 *
 * @param first is asked always
 * @param limit confidence below which the first is not sure
 * @param second is asked where the first is not sure
 */
public record DoubtfulClassifier(TaskClassifier first, double limit, TaskClassifier second) implements TaskClassifier {
    /** Creates the classifier. */
    public DoubtfulClassifier {
        if (!(limit >= 0 && limit <= 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, but was " + limit);
        }
    }

    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        TaskLabel label = first.classify(instruction, context);
        return label.confidence() < limit ? second.classify(instruction, context) : label;
    }

    @Override
    public String name() {
        return first.name() + ", below " + limit + " " + second.name();
    }
}
