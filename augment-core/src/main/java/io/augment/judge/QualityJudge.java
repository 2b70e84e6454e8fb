package io.augment.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
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

    /**
     * Returns a judge that asks a model for a score in each dimension of {@link Rubric#pai}, in one call.
     *
     * <p>Each score is brought to 0 to 1 on its own scale before the mean is taken. A reply in which a score is missing or
     * outside its scale, also after the repair round, leaves the pair unscored: nothing is clamped, and nothing becomes 0.
     */
    static QualityJudge rubric(ChatModel model) {
        return rubricBuilder(model).build();
    }

    /** Starts a judge that asks a model by a rubric, with options. */
    static RubricJudgeBuilder rubricBuilder(ChatModel model) {
        return new RubricJudgeBuilder(model);
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
