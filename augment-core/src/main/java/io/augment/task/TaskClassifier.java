package io.augment.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.internal.task.BuiltInClassifier;
import io.augment.internal.util.Names;

/** Finds the task type of an instruction. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface TaskClassifier {
    /** Returns the task type with a confidence; {@link TaskTypes#OTHERS} where none fits. */
    TaskLabel classify(Instruction instruction, StageContext context);

    /**
     * Returns the classifier that needs no model: it weighs terms and patterns, in English and Chinese, for the types of
     * {@link TaskTypes}, and answers {@link TaskTypes#OTHERS} where the evidence is thin. It classifies thousands of
     * instructions per second.
     */
    static TaskClassifier builtIn() {
        return new BuiltInClassifier();
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
