package io.augment.expand;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.expand.ModelExpander;
import java.util.Objects;

/**
 * Builds an expander over a model. Not safe for use by many threads.
 *
 * <pre>{@code
 * InstructionExpander expander = InstructionExpander.builder(teacher)
 *     .sampling(Sampling.ofTemperature(1.0).withTopP(0.95))
 *     .examples(3)
 *     .build();
 * }</pre>
 */
public final class ExpanderBuilder {
    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private Sampling sampling = Sampling.ofTemperature(0.9);
    private int examples = 2;
    private int exemplars = 2;

    ExpanderBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets where the prompt {@code expand} comes from; the library's own unless set. */
    public ExpanderBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /** Sets how the model chooses its words; temperature 0.9 unless set. */
    public ExpanderBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /**
     * Sets how many hand-written examples of the seed's task type a prompt shows; 2 unless set.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public ExpanderBuilder examples(int value) {
        this.examples = notNegative("examples", value);
        return this;
    }

    /**
     * Sets how many other records of the run a prompt shows, as what is known already; 2 unless set.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public ExpanderBuilder exemplars(int value) {
        this.exemplars = notNegative("exemplars", value);
        return this;
    }

    /** Creates the expander. */
    public InstructionExpander build() {
        return new ModelExpander(new Teacher(model, prompts, sampling), examples, exemplars);
    }

    private static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + value);
        }
        return value;
    }
}
