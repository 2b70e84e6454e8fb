package io.augment.judge;

import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.judge.Polling;
import io.augment.internal.judge.RubricJudge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a judge that scores by a rubric. Not safe for use by many threads. */
public final class RubricJudgeBuilder {
    private static final double VOTING_TEMPERATURE = 0.7;

    private final ChatModel model;
    private PromptLibrary prompts = PromptLibrary.standard();
    private @Nullable Sampling sampling;
    private @Nullable Rubric rubric;
    private int votes = 1;
    private VoteRule rule = VoteRule.MEAN;
    private boolean oneCallEach;
    private boolean tokenProbabilities;

    RubricJudgeBuilder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets where the prompt {@code judge} comes from; the library's own unless set. */
    public RubricJudgeBuilder prompts(PromptLibrary value) {
        this.prompts = Objects.requireNonNull(value, "prompts");
        return this;
    }

    /** Sets how the model chooses its words; temperature 0 unless set, and 0.7 with several votes. */
    public RubricJudgeBuilder sampling(Sampling value) {
        this.sampling = Objects.requireNonNull(value, "sampling");
        return this;
    }

    /** Sets the rubric; unless set, {@link Rubric#pai} in Chinese for Chinese records and in English for all others. */
    public RubricJudgeBuilder rubric(Rubric value) {
        this.rubric = Objects.requireNonNull(value, "rubric");
        return this;
    }

    /**
     * Asks several times and combines the scores; the spread is in {@link io.augment.Verdict#spread()}. A pair is unscored when
     * half of the votes or more cannot be read.
     *
     * @param number votes for each pair, at least 1
     * @throws IllegalArgumentException if the number is below 1
     */
    public RubricJudgeBuilder votes(int number, VoteRule value) {
        if (number < 1) {
            throw new IllegalArgumentException("At least 1 vote is needed, but was " + number);
        }
        this.votes = number;
        this.rule = Objects.requireNonNull(value, "rule");
        return this;
    }

    /** Asks for each dimension in a call of its own, so that one score cannot color another; costs a call for each. */
    public RubricJudgeBuilder oneCallPerDimension() {
        this.oneCallEach = true;
        return this;
    }

    /**
     * Takes the expected value over the score's token probabilities where the model gives them and the scale is of whole
     * numbers from 0 to 9: finer than the written number. Where they are missing, the written number counts. Source: Deita
     * (arXiv 2312.15685), without its weights.
     */
    public RubricJudgeBuilder tokenProbabilities() {
        this.tokenProbabilities = true;
        return this;
    }

    /** Creates the judge. */
    public QualityJudge build() {
        Sampling used = sampling != null ? sampling : Sampling.ofTemperature(votes > 1 ? VOTING_TEMPERATURE : 0);
        return new RubricJudge(
                new Teacher(model, prompts, used), rubric, new Polling(votes, rule, oneCallEach, tokenProbabilities));
    }
}
