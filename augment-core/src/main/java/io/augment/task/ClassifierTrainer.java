package io.augment.task;

import io.augment.Instruction;
import io.augment.internal.task.TextModelTrainer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Trains a classifier from labeled instructions, in seconds and without a model server.
 *
 * <p>It is multinomial logistic regression over hashed words, pairs of words and character n-grams, in any language. Before it
 * is trained on all instructions it is cross-validated: the figures come with the classifier, and its confidence is fitted to
 * what the folds showed. Task types are whatever the labels name. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * List<Instruction> labeled = List.of(
 *         Instruction.builder("How much is 3 + 4?").task("Math").build(),
 *         Instruction.builder("How much is 9 - 2?").task("Math").build(),
 *         Instruction.builder("Write a poem about rain.").task("Writing").build(),
 *         Instruction.builder("Write a story about a fox.").task("Writing").build());
 * LearnedClassifier classifier = ClassifierTrainer.create().folds(2).train(labeled);
 * classifier.save(Path.of("tasks.model"));
 * }</pre>
 */
public final class ClassifierTrainer {
    private static final int DEFAULT_FOLDS = 5;

    private final int folds;
    private final long seed;

    private ClassifierTrainer(int folds, long seed) {
        this.folds = folds;
        this.seed = seed;
    }

    /** Creates a trainer with 5 folds. */
    public static ClassifierTrainer create() {
        return new ClassifierTrainer(DEFAULT_FOLDS, 0);
    }

    /**
     * Sets into how many folds the instructions are dealt out for cross-validation.
     *
     * @throws IllegalArgumentException if the number is below 2
     */
    public ClassifierTrainer folds(int number) {
        if (number < 2) {
            throw new IllegalArgumentException("Cross-validation needs at least 2 folds, but was " + number);
        }
        return new ClassifierTrainer(number, seed);
    }

    /** Seeds the random choices; 0 unless set. The same instructions and seed give the same classifier. */
    public ClassifierTrainer seed(long value) {
        return new ClassifierTrainer(folds, value);
    }

    /**
     * Cross-validates and trains.
     *
     * @param labeled instructions with their task type; those without one are left out
     * @throws IllegalArgumentException if there are fewer labeled instructions than folds, or fewer than 2 task types
     */
    public LearnedClassifier train(Collection<Instruction> labeled) {
        List<Instruction> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Instruction instruction : labeled) {
            String task = instruction.task();
            if (task != null && !task.isBlank()) {
                texts.add(instruction);
                labels.add(task);
            }
        }
        if (texts.size() < folds || labels.stream().distinct().count() < 2) {
            throw new IllegalArgumentException("A classifier is trained from at least " + folds
                    + " instructions of 2 or more task types, but there are " + texts.size() + " of "
                    + labels.stream().distinct().count() + ": check which column holds the task type.");
        }
        TextModelTrainer trainer = new TextModelTrainer(texts, labels, seed);
        TextModelTrainer.Folds answers = trainer.crossValidate(folds);
        CrossValidation validation = CrossValidation.of(
                folds, answers.labels(), answers.truth(), answers.answers(), answers.confidences(), answers.baseline());
        return new LearnedClassifier(trainer.train(answers.temperature()), validation, 0);
    }
}
