package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.generate.PairGenerator;
import java.util.List;

/**
 * Holds a generator to what the engine relies on.
 *
 * <pre>{@code
 * class MyPairGeneratorTest extends GeneratorConformance {
 *     @Override
 *     protected PairGenerator strategy() {
 *         return new MyPairGenerator(model());
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class GeneratorConformance extends StrategyConformance<List<InstructionPair>> {
    /** Creates a suite. */
    protected GeneratorConformance() {}

    /** Returns the strategy; it is given {@link #model()} where it needs a model. */
    protected abstract PairGenerator strategy();

    @Override
    final List<InstructionPair> run(Instruction record, TestContext context) {
        return strategy().generate(record, context);
    }

    @Override
    final void check(List<InstructionPair> result) {
        assertThat(result).isNotNull().doesNotContainNull();
    }
}
