package io.augment.generate;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.generate.ModelResponses;
import java.util.Objects;

/** Builds a generator of responses over a model. Not safe for use by many threads. */
public final class ResponsesBuilder {
    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private Sampling sampling = Sampling.ofTemperature(0.7);
    private boolean regenerate;

    ResponsesBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets where the prompt {@code respond} comes from; the library's own, which adds no word, unless set. */
    public ResponsesBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /**
     * Sets how the model chooses its words; temperature 0.7 and at most
     * {@value io.augment.chat.ChatRequest#DEFAULT_MAX_TOKENS} tokens unless set.
     */
    public ResponsesBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /** Sets whether instructions that have a response are answered anew; false unless set. */
    public ResponsesBuilder regenerate(boolean value) {
        this.regenerate = value;
        return this;
    }

    /** Creates the generator. */
    public PairGenerator build() {
        return new ModelResponses(new Teacher(model, prompts, sampling), regenerate);
    }
}
