package io.augment.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.internal.task.ClassifierFile;
import io.augment.internal.task.TextModel;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds task types by what it learned from labeled instructions; {@link ClassifierTrainer} makes it. It asks no model.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * LearnedClassifier classifier = LearnedClassifier.load(Path.of("tasks.model")).othersBelow(0.3);
 * pipeline.classify(classifier);
 * }</pre>
 */
public final class LearnedClassifier implements TaskClassifier {
    private final TextModel model;
    private final CrossValidation validation;
    private final double threshold;
    private final String name;

    LearnedClassifier(TextModel model, CrossValidation validation, double threshold) {
        this.model = model;
        this.validation = validation;
        this.threshold = threshold;
        this.name = "learned-" + model.fingerprint();
    }

    /**
     * Reads a classifier from the file that {@link #save} wrote.
     *
     * @throws IllegalArgumentException if the file is no classifier, or is damaged
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static LearnedClassifier load(Path file) {
        ClassifierFile.Content content = ClassifierFile.read(file);
        ClassifierFile.Figures figures = content.figures();
        CrossValidation validation = new CrossValidation(
                figures.folds(),
                figures.accuracy(),
                figures.macroF1(),
                figures.baselineAccuracy(),
                figures.baselineMacroF1(),
                figures.majority(),
                figures.f1(),
                Calibration.of(figures.confidences(), figures.right()));
        return new LearnedClassifier(content.model(), validation, figures.threshold());
    }

    /**
     * Writes the classifier to one file, with the figures of its cross-validation. A file that is there already is replaced
     * when the new one is complete.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path file) {
        ClassifierFile.Figures figures = new ClassifierFile.Figures(
                threshold,
                validation.folds(),
                validation.accuracy(),
                validation.macroF1(),
                validation.baselineAccuracy(),
                validation.baselineMacroF1(),
                validation.majority(),
                validation.f1(),
                validation.calibration().confidences(),
                validation.calibration().right());
        ClassifierFile.write(file, new ClassifierFile.Content(figures, model));
    }

    /**
     * Answers {@link TaskTypes#OTHERS} where the best task type is less likely than this.
     *
     * @param confidence 0 to 1; 0, which never does, unless set
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public LearnedClassifier othersBelow(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, but was " + confidence);
        }
        return new LearnedClassifier(model, validation, confidence);
    }

    /** Returns the task types that it knows, in alphabetical order. */
    public List<String> labels() {
        return model.labels();
    }

    /** Returns how good it was on instructions that it had not seen. */
    public CrossValidation crossValidation() {
        return validation;
    }

    /** Returns the most likely task type. */
    public TaskLabel classify(Instruction instruction) {
        float[] probabilities = model.probabilities(instruction);
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        double confidence = Math.min(1, probabilities[best]);
        return confidence < threshold
                ? new TaskLabel(TaskTypes.OTHERS, 1 - confidence)
                : new TaskLabel(model.labels().get(best), confidence);
    }

    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        return classify(instruction);
    }

    @Override
    public String name() {
        return name;
    }
}
