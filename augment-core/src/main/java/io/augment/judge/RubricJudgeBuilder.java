package io.augment.judge;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.judge.RubricJudge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a judge that scores by a rubric. Not safe for use by many threads. */
public final class RubricJudgeBuilder {
    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private Sampling sampling = Sampling.ofTemperature(0);
    private @Nullable Rubric rubric;

    RubricJudgeBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets where the prompt {@code judge} comes from; the library's own unless set. */
    public RubricJudgeBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /** Sets how the model chooses its words; temperature 0 unless set. */
    public RubricJudgeBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /** Sets the rubric; unless set, {@link Rubric#pai} in Chinese for Chinese records and in English for all others. */
    public RubricJudgeBuilder rubric(Rubric value) {
        this.rubric = Objects.requireNonNull(value, "rubric");
        return this;
    }

    /** Creates the judge. */
    public QualityJudge build() {
        return new RubricJudge(new Teacher(model, prompts, sampling), rubric);
    }
}
