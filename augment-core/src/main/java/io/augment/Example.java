package io.augment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Represents a record on its way through a pipeline: an {@link Instruction} without a new response, or an
 * {@link InstructionPair}.
 *
 * <p>Both kinds are immutable and safe for use by many threads.
 */
public sealed interface Example permits Instruction, InstructionPair {
    /** Returns the instruction: this record itself, or the first half of the pair. */
    Instruction instruction();

    /** Returns the response to train on, or null when there is none yet. */
    @Nullable
    String response();

    /** Returns the judge's verdict, or null when the record was not judged. */
    @Nullable
    Verdict verdict();

    /** Returns the identifier, unique in a run. */
    default String id() {
        return instruction().id();
    }

    /** Returns the user's own columns: tenant, license, anything that a descendant must carry. */
    default Map<String, String> metadata() {
        return instruction().metadata();
    }
}
