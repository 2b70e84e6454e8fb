package io.augment.internal.run;

import io.augment.expand.InstructionExpander;
import io.augment.filter.Filter;
import io.augment.filter.FilterSession;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.refine.InstructionRefiner;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskSampler;
import java.util.ArrayList;
import java.util.List;

/** Describes one stage of a pipeline. */
public sealed interface StageSpec {
    /** Returns the name of the stage, unique in its pipeline. */
    String name();

    /** Returns the stages for one run: with strategies that know of no other run. */
    static List<StageSpec> forRun(List<StageSpec> stages) {
        List<StageSpec> fresh = new ArrayList<>();
        for (StageSpec stage : stages) {
            if (stage instanceof Expand expand) {
                fresh.add(new Expand(
                        expand.name(),
                        expand.expanders().stream()
                                .map(InstructionExpander::forRun)
                                .toList()));
            } else if (stage instanceof Generate generate) {
                fresh.add(new Generate(generate.name(), generate.generator().forRun()));
            } else {
                fresh.add(stage);
            }
        }
        return List.copyOf(fresh);
    }

    /** Finds task types. */
    record Classify(String name, TaskClassifier classifier) implements StageSpec {}

    /** Samples by task type; needs all records before it lets the first one go. */
    record Sample(String name, TaskSampler sampler) implements StageSpec {}

    /** Makes new instructions, by several expanders side by side. */
    record Expand(String name, List<InstructionExpander> expanders) implements StageSpec {
        /** Creates the stage. */
        public Expand {
            expanders = List.copyOf(expanders);
        }
    }

    /** Turns down the seeds themselves and lets what was made from them go on. */
    record WithoutSeeds(String name) implements StageSpec {}

    /** Makes instructions better. */
    record Refine(String name, InstructionRefiner refiner) implements StageSpec {}

    /** Makes pairs. */
    record Generate(String name, PairGenerator generator) implements StageSpec {}

    /** Judges pairs. */
    record Judge(String name, QualityJudge judge, Threshold threshold) implements StageSpec {}

    /** Filters in input order. */
    record Filtering(String name, Filter filter) implements StageSpec {}

    /** Does ahead of a filter what takes time; part of that filter's stage, and never named by a user. */
    record Preparing(String name, FilterSession session) implements StageSpec {}
}
