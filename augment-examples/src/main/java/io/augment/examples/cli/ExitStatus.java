package io.augment.examples.cli;

import io.augment.run.StopReason;

/** Names the program's exit statuses. */
final class ExitStatus {
    static final int DONE = 0;
    static final int ERROR = 1;
    static final int STOPPED_SHORT = 3;
    static final int INTERRUPTED = 130;

    private ExitStatus() {}

    /** Returns the exit status of a run that ended for this reason. */
    static int of(StopReason reason) {
        return switch (reason) {
            case DONE, TARGET -> DONE;
            case BUDGET_USD, BUDGET_TOKENS, BUDGET_REQUESTS, BUDGET_TIME, CANDIDATES, NO_PROGRESS -> STOPPED_SHORT;
            case CANCELLED -> INTERRUPTED;
            case ERROR -> ERROR;
        };
    }
}
