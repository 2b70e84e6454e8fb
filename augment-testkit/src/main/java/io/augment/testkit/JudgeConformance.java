package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.judge.QualityJudge;

/**
 * Holds a judge to what the engine relies on.
 *
 * <pre>{@code
 * class MyQualityJudgeTest extends JudgeConformance {
 *     @Override
 *     protected QualityJudge strategy() {
 *         return new MyQualityJudge(model());
 *     }
 * }
 * }</pre>
 */
public abstract non-sealed class JudgeConformance extends StrategyConformance<Verdict> {
    /** Creates a suite. */
    protected JudgeConformance() {}

    /** Returns the strategy; it is given {@link #model()} where it needs a model. */
    protected abstract QualityJudge strategy();

    @Override
    final Verdict run(Instruction record, TestContext context) {
        return strategy().judge(InstructionPair.of(record, "An answer to judge."), context);
    }

    @Override
    final void check(Verdict result) {
        assertThat(result).isNotNull();
    }
}
