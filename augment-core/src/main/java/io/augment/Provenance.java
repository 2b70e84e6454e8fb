package io.augment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists the steps that led from a seed to a record.
 *
 * @param seedId identifier of the seed, or null for a record that is itself a seed
 * @param steps the steps in order; empty for an unchanged seed
 */
public record Provenance(@Nullable String seedId, List<Step> steps) {
    private static final Provenance NONE = new Provenance(null, List.of());

    /** Creates a provenance. */
    public Provenance {
        steps = List.copyOf(steps);
    }

    /** Returns the provenance of a seed: no step yet. */
    public static Provenance none() {
        return NONE;
    }

    /** Returns a copy with further steps, and with {@code seed} where no seed was noted yet. */
    public Provenance plus(@Nullable String seed, List<Step> more) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(more);
        return new Provenance(seedId != null ? seedId : seed, all);
    }

    /** Returns the money that the steps cost, or null when the price of one of them is not known. */
    public @Nullable BigDecimal costUsd() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Step step : steps) {
            if (step.model() != null) {
                if (step.costUsd() == null) {
                    return null;
                }
                sum = sum.add(step.costUsd());
            }
        }
        return sum;
    }

    /**
     * Describes one step: a strategy at work, and the model call behind it when there was one.
     *
     * @param stage name of the stage, such as {@code expand}
     * @param by name of the strategy
     * @param promptId identifier and version of the prompt, such as {@code expand/1/en}; null without a prompt resource
     * @param promptHash hash of the prompt's text, hexadecimal; null without a prompt resource
     * @param model identity of the model; null for a rule
     * @param parameters the request's sampling parameters as canonical JSON; null for a rule
     * @param ledgerKey key of the reply in the run's ledger, hexadecimal; null for a rule or without a ledger
     * @param costUsd this record's share of the call's price in US dollars; null where no price is known
     */
    public record Step(
            String stage,
            String by,
            @Nullable String promptId,
            @Nullable String promptHash,
            @Nullable String model,
            @Nullable String parameters,
            @Nullable String ledgerKey,
            @Nullable BigDecimal costUsd) {
        /** Creates a step. */
        public Step {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(by, "by");
        }

        /** Creates the step of a rule, without a model. */
        public static Step byRule(String stage, String by) {
            return new Step(stage, by, null, null, null, null, null, null);
        }
    }
}
