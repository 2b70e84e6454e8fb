package io.augment.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.internal.task.BuiltInClassifier;
import io.augment.internal.task.DoubtfulClassifier;
import io.augment.internal.util.Names;

/**
 * Finds the task type of an instruction. Implementations are safe for use by many threads.
 *
 * <p>Three come with the library, behind this one interface: {@link #builtIn()} needs nothing, {@link #using} asks a model, and
 * {@link LearnedClassifier} goes by what it learned from labeled instructions. {@link #askingBelow} puts one behind another.
 *
 * <pre>{@code
 * TaskClassifier free = TaskClassifier.builtIn();
 * TaskClassifier asking = TaskClassifier.using(teacher);
 * TaskClassifier thrifty = LearnedClassifier.load(Path.of("tasks.model")).askingBelow(0.5, asking);
 * TaskClassifier own = (instruction, context) -> new TaskLabel(instruction.text().contains("?") ? "Question" : "Order", 1);
 * }</pre>
 */
@FunctionalInterface
public interface TaskClassifier {
    /**
     * Returns the task type with a confidence; {@link TaskTypes#OTHERS} where none fits.
     *
     * @throws io.augment.chat.ChatException if a model was asked and gave no reply that can be read; such a record fails and does
     *     not become Others
     */
    TaskLabel classify(Instruction instruction, StageContext context);

    /**
     * Returns the classifier that needs no model: it weighs terms and patterns, in English and Chinese, for the types of
     * {@link TaskTypes}, and answers {@link TaskTypes#OTHERS} where the evidence is thin. It classifies thousands of
     * instructions per second.
     */
    static TaskClassifier builtIn() {
        return new BuiltInClassifier();
    }

    /**
     * Returns a classifier that asks a model to choose among the types of {@link TaskTaxonomy#distilQwen2()}, one call for each
     * instruction.
     *
     * <p>The reply is read strictly: a name that is none of the types is {@link TaskTypes#OTHERS} with confidence 0, and a reply
     * that cannot be read after the repair round fails the record.
     */
    static TaskClassifier using(ChatModel model) {
        return builder(model).build();
    }

    /** Starts a classifier that asks a model, with options. */
    static ModelClassifierBuilder builder(ChatModel model) {
        return new ModelClassifierBuilder(model);
    }

    /**
     * Returns a classifier that asks another one where this one is not sure.
     *
     * @param confidence below which the other one is asked, 0 to 1
     * @param other its answer counts
     * @throws IllegalArgumentException if the confidence is not from 0 to 1
     */
    default TaskClassifier askingBelow(double confidence, TaskClassifier other) {
        return new DoubtfulClassifier(this, confidence, other);
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
