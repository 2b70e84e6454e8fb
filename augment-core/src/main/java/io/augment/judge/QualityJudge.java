package io.augment.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.internal.judge.rules.RuleJudge;
import io.augment.internal.util.Names;
import java.util.List;

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

    /**
     * Returns the judge that needs no model: it finds structural faults, each with a name, and says nothing about whether a
     * response is right.
     *
     * <p>The names are {@code empty}, {@code placeholder}, {@code echo}, {@code refusal}, {@code loop}, {@code truncated},
     * {@code language-drift}, {@code meta-text}, {@code absent-material}, {@code wrong-format} and {@code arithmetic}. A
     * response without faults scores 1; the first seven score 0, each of the others takes 0.7. English and Chinese.
     */
    static QualityJudge rules() {
        return new RuleJudge();
    }

    /** Returns what a user should know of the judging so far; a run puts it among its warnings when it ends. */
    default List<String> notices() {
        return List.of();
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }
}
