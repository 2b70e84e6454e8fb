package io.augment.internal.run;

import io.augment.AugmentException;

/** Leaves a strategy when the run has been stopped and no further call is made; it has no stack trace. */
final class RunStoppedException extends AugmentException {
    private static final long serialVersionUID = 1L;

    private final String label;

    RunStoppedException(String label) {
        super("The run was stopped: " + label);
        this.label = label;
    }

    /** Returns what stopped the run, such as {@code budget-usd}. */
    String label() {
        return label;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
