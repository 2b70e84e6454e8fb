package io.augment.pipeline;

import io.augment.filter.Filter;
import io.augment.internal.run.StageSpec;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.run.Target;
import java.util.Objects;

/**
 * Strings together the stages that work on pairs. Not safe for use by many threads.
 *
 * @param <P> what is built
 */
public final class PairSteps<P extends AugmentationPipeline> extends Steps<PairSteps<P>, P> {
    PairSteps(Draft draft, Maker<P> maker) {
        super(draft, maker);
    }

    @Override
    PairSteps<P> self() {
        return this;
    }

    /** Adds a stage that judges pairs and turns down those that do not pass the threshold, and those without a score. */
    public PairSteps<P> judge(QualityJudge judge, Threshold threshold) {
        draft().add(new StageSpec.Judge(
                draft().unique("judge"),
                Objects.requireNonNull(judge, "judge"),
                Objects.requireNonNull(threshold, "threshold")));
        return this;
    }

    /** Adds filters, one stage each, in this order. */
    public PairSteps<P> filter(Filter... filters) {
        addFilters(draft(), filters);
        return this;
    }

    /** Sets how many rows are wanted; the run then goes on in rounds, so the pipeline no longer streams. */
    public PairSteps<AugmentationPipeline> target(Target target) {
        draft().target(Objects.requireNonNull(target, "target"));
        return new PairSteps<>(draft(), AugmentationPipeline::new);
    }

    static void addFilters(Draft draft, Filter... filters) {
        for (Filter filter : filters) {
            draft.add(new StageSpec.Filtering(draft.unique(filter.name()), filter));
        }
    }
}
