package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import org.jspecify.annotations.Nullable;

/**
 * Goes by the task type that records bring along in a field, and asks another classifier for the rest.
 *
 * @param field the field
 * @param rest classifies records without it
 */
record TaskField(String field, TaskClassifier rest) implements TaskClassifier {
    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        String task = of(instruction, field);
        return task == null ? rest.classify(instruction, context) : new TaskLabel(task, 1);
    }

    static @Nullable String of(Instruction instruction, String field) {
        String known = instruction.metadata().get(field);
        if (known == null && field.equals("task")) {
            known = instruction.task();
        }
        return known == null || known.isBlank() ? null : known.strip();
    }

    @Override
    public String name() {
        return rest.name();
    }
}
