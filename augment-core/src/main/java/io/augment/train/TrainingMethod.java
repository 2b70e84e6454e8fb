package io.augment.train;

import java.util.Locale;

/** Names what a model learns from. */
public enum TrainingMethod {
    /** Learns to give the response of each row. */
    SUPERVISED,
    /** Learns to prefer the chosen response over the rejected one (R. Rafailov et al., 2023, arXiv 2305.18290). */
    DPO,
    /** Learns from single responses that are labeled good or bad (K. Ethayarajh et al., 2024, arXiv 2402.01306). */
    KTO,
    /** Learns to score responses, from chosen and rejected ones. */
    REWARD_MODEL;

    /** Returns the name in files and on the command line: {@code supervised}, {@code dpo}, {@code kto}, {@code reward-model}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the method of a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TrainingMethod of(String label) {
        for (TrainingMethod method : values()) {
            if (method.label().equals(label.toLowerCase(Locale.ROOT))) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                "A training method is supervised, dpo, kto or reward-model, but was: " + label);
    }
}
