package io.augment.evaluate;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.Sampling;
import io.augment.internal.evaluate.ModelAnswerer;

/**
 * Answers the rows of an evaluation: a model, or whatever a user puts around one. Implementations are safe for use by many threads
 * and call models through the context alone.
 */
public interface Answerer {
    /** Returns the name in reports, such as the model's identity. */
    String name();

    /**
     * Answers an instruction.
     *
     * @throws io.augment.RejectedException if there is no answer; it counts against this side, under its reason
     */
    Answer answer(Instruction instruction, StageContext context);

    /**
     * Holds an answer.
     *
     * @param text the answer without the model's reasoning
     * @param truncated whether it ran into the limit of its length
     */
    record Answer(String text, boolean truncated) {}

    /** Returns a model that answers at temperature 0. */
    static Answerer of(ChatModel model) {
        return of(model, Sampling.ofTemperature(0));
    }

    /**
     * Returns a model that is asked with the row's system prompt, conversation and prompt, and nothing else; an empty answer and a
     * refusal by the provider are none.
     */
    static Answerer of(ChatModel model, Sampling sampling) {
        return new ModelAnswerer(model, sampling);
    }
}
