package io.augment.refine;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.internal.rules.RuleRefiner;
import io.augment.internal.util.Names;

/**
 * Makes an instruction clearer and more detailed; its intent and its literals (numbers, code, quoted text, addresses) stay.
 *
 * <p>Implementations are safe for use by many threads. A refiner that cannot do better returns the instruction that it was
 * given; {@link StageContext#reject} records what it turned down.
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
