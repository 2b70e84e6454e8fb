package io.augment.task;

import io.augment.Instruction;
import java.util.List;

/**
 * Holds a sample.
 *
 * @param taken the records that were taken, in the order of the input
 * @param plan how the sample is made up
 */
public record TaskSample(List<Instruction> taken, SamplePlan plan) {
    /** Creates a sample. */
    public TaskSample {
        taken = List.copyOf(taken);
    }
}
