package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.refine.InstructionRefiner;

/**
 * Holds a refiner to what the engine relies on.
 *
 * <pre>{@code
 * class MyInstructionRefinerTest extends RefinerConformance {
 *     @Override
 *     protected InstructionRefiner strategy() {
 *         return new MyInstructionRefiner(model());
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class RefinerConformance extends StrategyConformance<Instruction> {
    /** Creates a suite. */
    protected RefinerConformance() {}

    /** Returns the strategy; it is given {@link #model()} where it needs a model. */
    protected abstract InstructionRefiner strategy();

    @Override
    final Instruction run(Instruction record, TestContext context) {
        return strategy().refine(record, context);
    }

    @Override
    final void check(Instruction result) {
        assertThat(result).isNotNull();
    }
}
