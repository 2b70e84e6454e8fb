package io.augment.refine;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.internal.refine.rules.RuleRefiner;
import io.augment.internal.util.Names;

/**
 * Makes an instruction clearer and more detailed; its intent and its literals (numbers, code, quoted text, addresses) stay.
 *
 * <p>Implementations are safe for use by many threads. A refiner that cannot do better returns the instruction that it was
 * given; {@link StageContext#reject} records what it turned down.
 *
 * <pre>{@code
 * InstructionRefiner refiner = InstructionRefiner.using(teacher);
 * InstructionRefiner plain = (instruction, context) -> instruction.withText(instruction.text().strip());
 * }</pre>
 */
@FunctionalInterface
public interface InstructionRefiner {
    /**
     * Returns the better instruction, or the same one.
     *
     * @throws io.augment.RejectedException if the instruction itself must not go on
     */
    Instruction refine(Instruction instruction, StageContext context);

    /**
     * Returns a refiner that asks a model for a clearer and more detailed text; input, system prompt and conversation stay.
     *
     * <p>A refined text loses the response that answered the old one. A text that lost a literal, repeats the input, is an
     * echo, a refusal, an answer or truncated, drifted into another language or talks about itself is turned down with its
     * reason, and the instruction goes on as it was, with its response. A reply that cannot be read after the repair round
     * fails the refinement.
     */
    static InstructionRefiner using(ChatModel model) {
        return builder(model).build();
    }

    /** Starts a refiner that asks a model, with options. */
    static RefinerBuilder builder(ChatModel model) {
        return new RefinerBuilder(model);
    }

    /**
     * Returns the refiner that needs no model: it cleans spacing, punctuation and stray marks, and says where the material
     * is when there is some. The response stays right and is kept. English and Chinese.
     */
    static InstructionRefiner rules() {
        return new RuleRefiner();
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
