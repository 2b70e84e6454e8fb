package io.augment.train;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a folder that {@link Recipe} wrote.
 *
 * @param directory the folder
 * @param trainer who trains
 * @param model the model that the training starts from
 * @param method what the model learns from
 * @param trainingFile rows to train on, in the trainer's format
 * @param validationFile rows that are only measured, or null
 * @param rows rows to train on
 * @param tokens tokens of one pass over them
 * @param countedBy who counted the tokens
 * @param maxLength tokens at which a row is too long
 * @param tooLong rows that are longer
 * @param effectiveBatch rows of an optimizer step
 * @param epochs passes over the data
 * @param steps optimizer steps in all
 * @param warmupSteps steps in which the learning rate rises
 */
public record RecipeFolder(
        Path directory,
        Recipe.Trainer trainer,
        BaseModel model,
        TrainingMethod method,
        Path trainingFile,
        @Nullable Path validationFile,
        long rows,
        long tokens,
        String countedBy,
        int maxLength,
        long tooLong,
        int effectiveBatch,
        int epochs,
        long steps,
        long warmupSteps) {
    /** Name of the script that runs the training. */
    public static final String SCRIPT = "run.sh";

    /** Creates the description. */
    public RecipeFolder {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(trainer, "trainer");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(trainingFile, "trainingFile");
        Objects.requireNonNull(countedBy, "countedBy");
    }

    /** Returns the script that runs the training. */
    public Path script() {
        return directory.resolve(SCRIPT);
    }

    /**
     * Returns the request with which {@link LocalTraining} runs the folder.
     *
     * @throws IllegalStateException if the trainer is not on this machine
     */
    public TrainingRequest request() {
        if (trainer == Recipe.Trainer.PAI_MODEL_GALLERY) {
            throw new IllegalStateException("A recipe for PAI's Model Gallery is run there; see its README");
        }
        return TrainingRequest.builder(method, model.name(), trainingFile)
                .validationFile(validationFile)
                .epochs(epochs)
                .option(LocalTraining.FOLDER, directory.toString())
                .build();
    }
}
