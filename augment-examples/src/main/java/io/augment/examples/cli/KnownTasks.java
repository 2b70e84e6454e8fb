package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;

/**
 * Leaves a task type that a record came with as it is, and asks another classifier for the rest.
 *
 * @param rest classifies records without a task type
 */
record KnownTasks(TaskClassifier rest) implements TaskClassifier {
    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        String task = instruction.task();
        return task == null ? rest.classify(instruction, context) : new TaskLabel(task, 1);
    }

    @Override
    public String name() {
        return rest.name();
    }
}
