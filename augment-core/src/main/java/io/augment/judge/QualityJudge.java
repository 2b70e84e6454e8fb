package io.augment.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.util.Names;

/**
 * Scores a pair. Implementations are safe for use by many threads.
 *
 * <pre>{@code
 * QualityJudge brief = (pair, context) -> pair.response().length() < 2_000
 *     ? Verdict.scored(1.0).build()
 *     : Verdict.scored(0.0).defect("too-long").build();
 * }</pre>
 */
@FunctionalInterface
public interface QualityJudge {
    /** Returns the verdict; unscored where no score can be had. */
    Verdict judge(InstructionPair pair, StageContext context);

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
