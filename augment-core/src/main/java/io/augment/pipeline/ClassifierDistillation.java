package io.augment.pipeline;

import io.augment.Instruction;
import io.augment.export.Export;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.task.ClassifierTrainer;
import io.augment.task.LearnedClassifier;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskMix;
import io.augment.task.TaskSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes a cheap classifier of a dear one, as the DistilQwen2 recipe does: a teacher labels a sample, a learned classifier does the
 * rest, and what it is not sure of goes back to the teacher.
 *
 * <p>The sample is chosen to be informative: an equal number of instructions of each task type that the built-in classifier sees,
 * and within a type instructions that differ. The teacher's labels are a run of their own, with ledger and budget: started again
 * with the same directory, it pays for no label twice. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * DistilledClassifier distilled = ClassifierDistillation.of(TaskClassifier.using(teacher))
 *         .sample(400)
 *         .doubtBelow(0.5)
 *         .budget(Budget.usd("1.00"))
 *         .run(Source.files(seeds), Path.of("distilled"));
 * pipeline.classify(distilled.classifier());
 * }</pre>
 */
public final class ClassifierDistillation {
    private static final int DEFAULT_SAMPLE = 400;
    private static final double DEFAULT_DOUBT = 0.5;

    private final TaskClassifier teacher;
    private final int sample;
    private final double doubt;
    private final int concurrency;
    private final Budget budget;
    private final ClassifierTrainer trainer;
    private final RunListener listener;

    private ClassifierDistillation(
            TaskClassifier teacher,
            int sample,
            double doubt,
            int concurrency,
            Budget budget,
            ClassifierTrainer trainer,
            RunListener listener) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.sample = sample;
        this.doubt = doubt;
        this.concurrency = concurrency;
        this.budget = Objects.requireNonNull(budget, "budget");
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** Creates a distillation with a sample of 400 and doubt below a confidence of 0.5. */
    public static ClassifierDistillation of(TaskClassifier teacher) {
        return new ClassifierDistillation(
                teacher,
                DEFAULT_SAMPLE,
                DEFAULT_DOUBT,
                16,
                Budget.unlimited(),
                ClassifierTrainer.create(),
                new RunListener() {});
    }

    /**
     * Sets how many instructions the teacher labels at most.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public ClassifierDistillation sample(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("The teacher must label at least 1 instruction, but was " + number);
        }
        return new ClassifierDistillation(teacher, number, doubt, concurrency, budget, trainer, listener);
    }

    /**
     * Sets the confidence below which the learned classifier's answer is doubtful, so that the teacher is asked.
     *
     * @param confidence 0 to 1; with 0 the teacher is asked no more
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public ClassifierDistillation doubtBelow(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, but was " + confidence);
        }
        return new ClassifierDistillation(teacher, sample, confidence, concurrency, budget, trainer, listener);
    }

    /** Sets how many calls of the teacher may be under way at once; 16 unless set. */
    public ClassifierDistillation concurrency(int number) {
        return new ClassifierDistillation(teacher, sample, doubt, number, budget, trainer, listener);
    }

    /** Caps what the teacher's labels of the sample may cost; when the cap is met, training goes on with those that are there. */
    public ClassifierDistillation budget(Budget value) {
        return new ClassifierDistillation(teacher, sample, doubt, concurrency, value, trainer, listener);
    }

    /** Sets who trains the learned classifier. */
    public ClassifierDistillation trainer(ClassifierTrainer value) {
        return new ClassifierDistillation(teacher, sample, doubt, concurrency, budget, value, listener);
    }

    /** Sets who follows the teacher's run. */
    public ClassifierDistillation listener(RunListener value) {
        return new ClassifierDistillation(teacher, sample, doubt, concurrency, budget, trainer, value);
    }

    /**
     * Lets the teacher label a sample and trains on its labels.
     *
     * @param pool the instructions to choose from; of the kind that is to be classified later
     * @param directory holds the teacher's run and its labels
     * @throws IllegalArgumentException if the teacher labeled too few instructions to train on, see {@link ClassifierTrainer#train}
     * @throws io.augment.AugmentException if nothing can go on: a refused key, for example
     */
    public DistilledClassifier run(Source pool, Path directory) {
        Export export = Export.to(directory.resolve("labels")).augment();
        RunReport report = AugmentationPipeline.builder()
                .classify(TaskClassifier.builtIn())
                .sample(TaskSampler.of(TaskMix.uniform(), sample))
                .classify(teacher)
                .concurrency(concurrency)
                .budget(budget)
                .listener(listener)
                .build()
                .run(pool, export, RunDirectory.at(directory.resolve("run")));
        List<Instruction> labeled = new ArrayList<>();
        Path file = export.directory().resolve(export.formats().get(0).fileName());
        try (SourceReader reader = Source.files(file).open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    labeled.add(seed.instruction());
                }
            }
        }
        LearnedClassifier learned = trainer.train(labeled);
        TaskClassifier both = doubt == 0 ? learned : learned.askingBelow(doubt, teacher);
        return new DistilledClassifier(both, learned, doubt, report);
    }
}
