package io.augment.source;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Origin;
import io.augment.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds one row of a source: a seed, or a row that could not be read. */
public sealed interface SourceRow {
    /**
     * A row that was read.
     *
     * @param instruction the seed, with its response where the row had one
     * @param verdict what a judge found in an earlier run, or null; a pipeline judges anew
     */
    record Seed(Instruction instruction, @Nullable Verdict verdict) implements SourceRow {
        /** Creates the row. */
        public Seed {
            Objects.requireNonNull(instruction, "instruction");
        }

        /** Creates the row of a seed that was not judged. */
        public Seed(Instruction instruction) {
            this(instruction, null);
        }

        /** Returns the row as it is: a pair where it was judged, else the instruction with its response, if any. */
        public Example example() {
            String response = instruction.response();
            return verdict == null || response == null
                    ? instruction
                    : new InstructionPair(instruction, response, verdict);
        }
    }

    /**
     * A row that could not be read; the rows after it go on.
     *
     * @param origin where it stands
     * @param reason name of the reason, lower case with hyphens, such as {@code malformed-json}
     * @param detail what is wrong, for people
     * @param raw the row as it was found, cut to a sensible length; null where it cannot be shown
     */
    record Malformed(
            Origin origin,
            String reason,
            String detail,
            @Nullable String raw) implements SourceRow {
        /** Creates the row. */
        public Malformed {
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
