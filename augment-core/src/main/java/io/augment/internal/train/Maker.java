package io.augment.internal.train;

import io.augment.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Says who made a target.
 *
 * @param model the model's identity, or null
 * @param rule name of the rule, or null
 */
record Maker(@Nullable String model, @Nullable String rule) {
    /** What came with the seed. */
    static final Maker GIVEN = new Maker(null, null);

    static Maker of(Provenance.Step step) {
        return new Maker(step.model(), step.by());
    }

    /** Returns the name for counts. */
    String label() {
        return model != null ? model : rule != null ? "rule:" + rule : "given";
    }
}
