package io.augment.run;

import io.augment.Example;
import java.util.List;

/**
 * Shows what stages made of a few records.
 *
 * @param steps in the order of the stages, and within a stage of the records
 * @param report the account of the few records
 */
public record Preview(List<Step> steps, RunReport report) {
    /** Creates a preview. */
    public Preview {
        steps = List.copyOf(steps);
    }

    /**
     * Shows what one stage made of one record.
     *
     * @param stage name of the stage
     * @param before the record as it came in
     * @param after what went on; empty when the record was turned down
     */
    public record Step(String stage, Example before, List<Example> after) {
        /** Creates a step. */
        public Step {
            after = List.copyOf(after);
        }
    }
}
