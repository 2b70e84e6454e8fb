package io.augment.task;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.task.ModelClassifier;
import java.util.Objects;

/** Builds a classifier that asks a model. Not safe for use by many threads. */
public final class ModelClassifierBuilder {
    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private Sampling sampling = Sampling.ofTemperature(0);
    private TaskTaxonomy taxonomy = TaskTaxonomy.distilQwen2();

    ModelClassifierBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets the task types to choose from; {@link TaskTaxonomy#distilQwen2()} unless set. */
    public ModelClassifierBuilder taxonomy(TaskTaxonomy value) {
        this.taxonomy = Objects.requireNonNull(value, "taxonomy");
        return this;
    }

    /** Sets where the prompt {@code classify} comes from; the library's own unless set. */
    public ModelClassifierBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /** Sets how the model chooses its words; temperature 0 unless set. */
    public ModelClassifierBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /** Creates the classifier. */
    public TaskClassifier build() {
        return new ModelClassifier(new Teacher(model, prompts, sampling), taxonomy);
    }
}
