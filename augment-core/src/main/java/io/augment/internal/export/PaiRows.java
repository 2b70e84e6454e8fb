package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The array of one-round rows that Alibaba PAI's augmentation walkthrough reads and writes: {@code instruction} alone, or with the
 * {@code output} that Model Gallery trains on. A system prompt is a setting there, not a field.
 */
final class PaiRows implements RowFormat {
    private final boolean answered;

    PaiRows(boolean answered) {
        this.answered = answered;
    }

    static @Nullable String unfitPrompt(Instruction instruction) {
        return !instruction.history().isEmpty()
                ? "multi-turn"
                : instruction.system().isBlank() ? null : "system-prompt";
    }

    @Override
    public @Nullable String unfit(Example example) {
        String reason = unfitPrompt(example.instruction());
        if (reason != null) {
            return reason;
        }
        return answered ? Dialog.unfit(example) : Dialog.unfitPrompt(example.instruction());
    }

    @Override
    public void write(Example example, RowSink rows) {
        JsonWriter out = rows.begin().object();
        out.name("instruction").text(example.instruction().prompt());
        if (answered) {
            out.name("output").text(String.valueOf(example.response()));
        }
        out.endObject();
        rows.end();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        String problem = RowCheck.target(row, "instruction");
        return answered ? RowCheck.first(problem, RowCheck.target(row, "output")) : problem;
    }

    /** What Model Gallery's DPO takes: three texts. */
    static final class Preference extends PreferenceRows {
        @Override
        @Nullable
        String unfitAnswered(Example example) {
            return RowCheck.first(unfitPrompt(example.instruction()), Dialog.unfit(example));
        }

        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            out.name("prompt").text(instruction.prompt());
            out.name("chosen").text(chosen);
            out.name("rejected").text(rejected);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    RowCheck.target(row, "prompt"),
                    RowCheck.target(row, "chosen"),
                    RowCheck.target(row, "rejected"),
                    RowCheck.different(row, "chosen", "rejected"));
        }
    }
}
