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
     * @param before what the strategy was given, where it made another instruction of it; noted on the first step of the
     *     stage, null elsewhere
     */
    public record Step(
            String stage,
            String by,
            @Nullable String promptId,
            @Nullable String promptHash,
            @Nullable String model,
            @Nullable String parameters,
            @Nullable String ledgerKey,
            @Nullable BigDecimal costUsd,
            @Nullable Before before) {
        /** Creates a step. */
        public Step {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(by, "by");
        }

        /** Creates a step that leaves the instruction as it was. */
        public Step(
                String stage,
                String by,
                @Nullable String promptId,
                @Nullable String promptHash,
                @Nullable String model,
                @Nullable String parameters,
                @Nullable String ledgerKey,
                @Nullable BigDecimal costUsd) {
            this(stage, by, promptId, promptHash, model, parameters, ledgerKey, costUsd, null);
        }

        /** Creates the step of a rule, without a model. */
        public static Step byRule(String stage, String by) {
            return new Step(stage, by, null, null, null, null, null, null);
        }

        /** Returns a copy with what the strategy was given. */
        public Step withBefore(@Nullable Before value) {
            return new Step(stage, by, promptId, promptHash, model, parameters, ledgerKey, costUsd, value);
        }
    }

    /**
     * Holds the instruction that an expander or a refiner was given: the other half of what it did, from which a student
     * learns to do the same.
     *
     * @param text what was asked
     * @param input the material that it speaks about, or an empty string
     */
    public record Before(String text, String input) {
        /** Creates it. */
        public Before {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(input, "input");
        }

        /** Creates it from the instruction that a strategy was given. */
        public static Before of(Instruction instruction) {
            return new Before(instruction.text(), instruction.input());
        }
    }
}
