package io.augment.run;

import java.util.Locale;

/** Says what ended a run. */
public enum StopReason {
    /** Every seed went through every stage. */
    DONE,
    /** The target was met. */
    TARGET,
    /** The money cap was reached. */
    BUDGET_USD,
    /** The token cap was reached. */
    BUDGET_TOKENS,
    /** The cap on requests was reached. */
    BUDGET_REQUESTS,
    /** The time cap was reached. */
    BUDGET_TIME,
    /** The stages made as many records as the target lets them. */
    CANDIDATES,
    /** Rounds of generation added nothing more to what the target lacks. */
    NO_PROGRESS,
    /** The run was cancelled. */
    CANCELLED,
    /** An error ended the run. */
    ERROR;

    /** Returns the name in files and on the command line, such as {@code budget-usd}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the reason with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StopReason ofLabel(String label) {
        for (StopReason reason : values()) {
            if (reason.label().equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("No stop reason is called " + label);
    }
}
