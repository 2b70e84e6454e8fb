package io.augment.refine;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.refine.ModelRefiner;
import java.util.Objects;

/** Builds a refiner over a model. Not safe for use by many threads. */
public final class RefinerBuilder {
    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private Sampling sampling = Sampling.ofTemperature(0.5);
    private int examples = 2;

    RefinerBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets where the prompt {@code refine} comes from; the library's own unless set. */
    public RefinerBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /** Sets how the model chooses its words; temperature 0.5 unless set. */
    public RefinerBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /**
     * Sets how many hand-written examples of the instruction's task type a prompt shows; 2 unless set.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public RefinerBuilder examples(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("examples must not be negative, but was " + value);
        }
        this.examples = value;
        return this;
    }

    /** Creates the refiner. */
    public InstructionRefiner build() {
        return new ModelRefiner(new Teacher(model, prompts, sampling), examples);
    }
}
