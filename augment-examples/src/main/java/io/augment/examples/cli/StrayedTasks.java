package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import io.augment.task.TaskTypes;

/**
 * Checks that a new instruction has stayed in its seed's task type, whose label it has: where the classifier is sure of another
 * one, the instruction counts as that.
 *
 * @param check tells what an instruction is by itself
 */
record StrayedTasks(TaskClassifier check) implements TaskClassifier {
    /** From here on the built-in classifier is nearly always right. */
    private static final double SURE = 0.9;

    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        String task = instruction.task();
        boolean isSeed = instruction.provenance().seedId() == null;
        if (task != null && isSeed) {
            return new TaskLabel(task, 1);
        }
        TaskLabel label = check.classify(instruction, context);
        boolean isSure = label.confidence() >= SURE && !label.task().equals(TaskTypes.OTHERS);
        return isSure || task == null ? label : new TaskLabel(task, 1);
    }

    @Override
    public String name() {
        return check.name();
    }
}
