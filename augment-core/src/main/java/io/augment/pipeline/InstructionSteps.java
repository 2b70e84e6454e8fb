package io.augment.pipeline;

import io.augment.expand.InstructionExpander;
import io.augment.filter.Filter;
import io.augment.generate.PairGenerator;
import io.augment.internal.run.StageSpec;
import io.augment.refine.InstructionRefiner;
import io.augment.run.Target;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskMix;
import io.augment.task.TaskSampler;
import java.util.List;
import java.util.Objects;

/**
 * Strings together the stages that work on instructions; {@link #generate} leads on to those that work on pairs. Not safe for
 * use by many threads.
 *
 * @param <P> what is built
 */
public final class InstructionSteps<P extends AugmentationPipeline> extends Steps<InstructionSteps<P>, P> {
    InstructionSteps(Draft draft, Maker<P> maker) {
        super(draft, maker);
    }

    @Override
    InstructionSteps<P> self() {
        return this;
    }

    /** Adds a stage that finds task types. */
    public InstructionSteps<P> classify(TaskClassifier classifier) {
        draft().add(new StageSpec.Classify(
                draft().unique("classify"), Objects.requireNonNull(classifier, "classifier")));
        return this;
    }

    /**
     * Adds a stage that samples by task type. It needs all records before it lets the first one go, so the pipeline no longer
     * streams.
     *
     * @param number how many records go on; all where there are fewer
     * @throws IllegalArgumentException if the number is below 1
     */
    public InstructionSteps<AugmentationPipeline> sample(TaskMix mix, int number) {
        return sample(TaskSampler.of(mix, number));
    }

    /**
     * Adds a stage that samples by task type, with options. It needs all records before it lets the first one go, so the pipeline
     * no longer streams.
     */
    public InstructionSteps<AugmentationPipeline> sample(TaskSampler sampler) {
        draft().add(new StageSpec.Sample(draft().unique("sample"), Objects.requireNonNull(sampler, "sampler")));
        return new InstructionSteps<>(draft(), AugmentationPipeline::new);
    }

    /**
     * Adds a stage that makes new instructions; several expanders work side by side on the same records. What came in goes on
     * as well.
     *
     * @throws IllegalArgumentException if no expander is given
     */
    public InstructionSteps<P> expand(InstructionExpander... expanders) {
        if (expanders.length == 0) {
            throw new IllegalArgumentException("At least one expander is needed");
        }
        draft().add(new StageSpec.Expand(draft().unique("expand"), List.of(expanders)));
        return this;
    }

    /**
     * Adds a stage that turns the seeds themselves down, so that only what was made from them is delivered.
     *
     * @throws IllegalStateException if nothing was made from them yet
     */
    public InstructionSteps<P> withoutSeeds() {
        if (!draft().hasExpand()) {
            throw new IllegalStateException("withoutSeeds() stands after expand(...): before it there are only seeds");
        }
        draft().add(new StageSpec.WithoutSeeds(draft().unique("seeds")));
        return this;
    }

    /** Adds a stage that makes instructions clearer and more detailed. */
    public InstructionSteps<P> refine(InstructionRefiner refiner) {
        draft().add(new StageSpec.Refine(draft().unique("refine"), Objects.requireNonNull(refiner, "refiner")));
        return this;
    }

    /** Adds filters, one stage each, in this order; before generation nothing is paid for what they turn down. */
    public InstructionSteps<P> filter(Filter... filters) {
        PairSteps.addFilters(draft(), filters);
        return this;
    }

    /** Adds the stage that answers instructions. */
    public PairSteps<P> generate(PairGenerator generator) {
        draft().add(new StageSpec.Generate(draft().unique("generate"), Objects.requireNonNull(generator, "generator")));
        return new PairSteps<>(draft(), maker());
    }

    /** Sets how many rows are wanted; the run then goes on in rounds, so the pipeline no longer streams. */
    public InstructionSteps<AugmentationPipeline> target(Target target) {
        draft().target(Objects.requireNonNull(target, "target"));
        return new InstructionSteps<>(draft(), AugmentationPipeline::new);
    }
}
