package io.augment.train;

import io.augment.chat.TokenCounter;
import io.augment.internal.train.RecipeOptions;
import io.augment.internal.train.RecipeWriter;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Makes a folder that trains a student as it stands: data in the trainer's own format, its configuration, a script that runs it,
 * and a README with the licenses to mind, the steps to expect and the source of every default.
 *
 * <p>Numbers that follow from the data are taken from it: steps, warm-up, how often to save, and the length that holds the
 * longest row. The defaults of the literature by model size and tuning can be changed. Immutable and safe for use by many
 * threads.
 *
 * <pre>{@code
 * StudentSet set = StudentSet.read(Path.of("sets/expansion"));
 * RecipeFolder folder = Recipe.llamaFactory(set, BaseModel.of("Qwen/Qwen2-1.5B-Instruct"))
 *     .tuning(Tuning.LORA)
 *     .write(Path.of("recipe"));
 * }</pre>
 */
public final class Recipe {
    private final Trainer trainer;
    private final StudentSet set;
    private final BaseModel model;
    private final RecipeOptions options;

    /** Names who trains. */
    public enum Trainer {
        /** LLaMA-Factory's command line (hiyouga/LLaMA-Factory). */
        LLAMA_FACTORY("llama-factory"),
        /** TRL's command line (huggingface/trl), version 1 or later. */
        TRL("trl"),
        /** A script of our own that needs torch, transformers and, for LoRA, peft, and nothing else. */
        PLAIN_PYTORCH("pytorch"),
        /** Alibaba PAI's Model Gallery: files to upload and settings to enter; there is no script. */
        PAI_MODEL_GALLERY("pai");

        private final String label;

        Trainer(String label) {
            this.label = label;
        }

        /** Returns the name on the command line, such as {@code llama-factory}. */
        public String label() {
            return label;
        }
    }

    private Recipe(Trainer trainer, StudentSet set, BaseModel model, RecipeOptions options) {
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.set = Objects.requireNonNull(set, "set");
        this.model = Objects.requireNonNull(model, "model");
        this.options = options;
    }

    /** Starts a recipe: it tunes with LoRA, by DPO where the set holds preferences, by its targets elsewhere. */
    public static Recipe of(Trainer trainer, StudentSet set, BaseModel model) {
        return new Recipe(trainer, set, model, RecipeOptions.usual(set));
    }

    /** Starts a recipe for LLaMA-Factory. */
    public static Recipe llamaFactory(StudentSet set, BaseModel model) {
        return of(Trainer.LLAMA_FACTORY, set, model);
    }

    /** Starts a recipe for TRL. */
    public static Recipe trl(StudentSet set, BaseModel model) {
        return of(Trainer.TRL, set, model);
    }

    /** Starts a recipe for our own script: supervised, with LoRA or all weights. */
    public static Recipe plainPyTorch(StudentSet set, BaseModel model) {
        return of(Trainer.PLAIN_PYTORCH, set, model);
    }

    /** Starts a recipe for PAI's Model Gallery: supervised or DPO. */
    public static Recipe paiModelGallery(StudentSet set, BaseModel model) {
        return of(Trainer.PAI_MODEL_GALLERY, set, model);
    }

    private Recipe with(RecipeOptions value) {
        return new Recipe(trainer, set, model, value);
    }

    /** Sets what the model learns from. */
    public Recipe method(TrainingMethod value) {
        return with(options.withMethod(Objects.requireNonNull(value, "method")));
    }

    /** Sets which weights change; LoRA unless set. */
    public Recipe tuning(Tuning value) {
        return with(options.withTuning(Objects.requireNonNull(value, "tuning")));
    }

    /**
     * Sets the passes over the data.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Recipe epochs(int value) {
        return with(options.withEpochs(atLeastOne("epochs", value)));
    }

    /**
     * Sets the peak learning rate.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Recipe learningRate(double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("A learning rate is above 0, but was " + value);
        }
        return with(options.withLearningRate(value));
    }

    /**
     * Sets the rows of an optimizer step, of all devices together.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Recipe effectiveBatch(int value) {
        return with(options.withEffectiveBatch(atLeastOne("effectiveBatch", value)));
    }

    /**
     * Sets how many devices train; 1 unless set.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Recipe devices(int value) {
        return with(options.withDevices(atLeastOne("devices", value)));
    }

    /**
     * Sets the tokens at which a row is too long; what holds the longest row unless set.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Recipe maxLength(int value) {
        return with(options.withMaxLength(atLeastOne("maxLength", value)));
    }

    /**
     * Counts tokens as the model does, so that the lengths are exact; estimated from the text unless set.
     *
     * @param name says who counts, for the README, such as {@code Qwen2's tokenizer}
     */
    public Recipe tokens(TokenCounter counter, String name) {
        return with(
                options.withTokens(Objects.requireNonNull(counter, "counter"), Objects.requireNonNull(name, "name")));
    }

    /**
     * Writes the folder. Data files are read back and checked as the trainer does before they are put in place.
     *
     * @param directory the folder; made where there is none
     * @throws IllegalArgumentException if the trainer cannot do what was asked, or the set does not have what the method needs
     * @throws TrainingException if the set is empty or the folder cannot be written
     * @throws io.augment.export.ExportException if a data file is not what the trainer takes
     */
    public RecipeFolder write(Path directory) {
        return RecipeWriter.write(trainer, set, model, options, Objects.requireNonNull(directory, "directory"));
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Recipe[" + trainer.label() + ", " + set.name() + ", " + model.name() + "]";
    }
}
