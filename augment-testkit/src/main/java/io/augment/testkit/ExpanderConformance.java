package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.expand.InstructionExpander;
import java.util.List;

/**
 * Holds an expander to what the engine relies on.
 *
 * <pre>{@code
 * class MyInstructionExpanderTest extends ExpanderConformance {
 *     @Override
 *     protected InstructionExpander strategy() {
 *         return new MyInstructionExpander(model());
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class ExpanderConformance extends StrategyConformance<List<Instruction>> {
    /** Creates a suite. */
    protected ExpanderConformance() {}

    /** Returns the strategy; it is given {@link #model()} where it needs a model. */
    protected abstract InstructionExpander strategy();

    @Override
    final List<Instruction> run(Instruction record, TestContext context) {
        return strategy().expand(record, context);
    }

    @Override
    final void check(List<Instruction> result) {
        assertThat(result).isNotNull().doesNotContainNull();
    }
}
