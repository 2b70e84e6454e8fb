package io.augment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of one record: every record that enters a pipeline, or is made in it, ends as exactly one outcome.
 *
 * <p>Immutable.
 */
public sealed interface Outcome {
    /**
     * A record that passed every stage.
     *
     * @param example the training row
     */
    record Kept(Example example) implements Outcome {
        /** Creates the outcome. */
        public Kept {
            Objects.requireNonNull(example, "example");
        }
    }

    /**
     * A record that a stage turned down.
     *
     * @param example the record as it was when it was turned down; null when the row could not be read at all
     * @param stage name of the stage
     * @param reason name of the reason, lower case with hyphens, such as {@code below-threshold}
     * @param detail what exactly, for people; null when the reason says it all
     * @param origin where the record or its seed was read, or null
     */
    record Rejected(
            @Nullable Example example,
            String stage,
            String reason,
            @Nullable String detail,
            @Nullable Origin origin) implements Outcome {
        /** Creates the outcome. */
        public Rejected {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A record for which a stage could not do its work: it may be tried again.
     *
     * @param example the record as the stage received it
     * @param stage name of the stage
     * @param reason name of the reason, lower case with hyphens, such as {@code server-error}
     * @param detail what happened, for people
     * @param origin where the record or its seed was read, or null
     */
    record Failed(
            Example example,
            String stage,
            String reason,
            String detail,
            @Nullable Origin origin) implements Outcome {
        /** Creates the outcome. */
        public Failed {
            Objects.requireNonNull(example, "example");
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * A record that was still on its way when a cap, a target or a cancellation ended the run.
     *
     * @param example the record as the stage would have received it
     * @param stage name of the stage that was not reached
     * @param cap what ended the run, such as {@code budget-usd}
     */
    record NotReached(Example example, String stage, String cap) implements Outcome {
        /** Creates the outcome. */
        public NotReached {
            Objects.requireNonNull(example, "example");
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(cap, "cap");
        }
    }
}
