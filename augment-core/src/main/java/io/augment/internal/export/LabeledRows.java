package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single answers with a label, for KTO: the response as a good one, each rejected response as a bad one. */
abstract class LabeledRows implements RowFormat {
    @Override
    public @Nullable String unfit(Example example) {
        Instruction instruction = example.instruction();
        String reason = unfitPrompt(instruction);
        if (reason != null) {
            return reason;
        }
        boolean rejected = instruction.rejectedResponses().stream().anyMatch(text -> !text.isBlank());
        return rejected && example.response() == null ? null : Dialog.unfitResponse(example);
    }

    @Nullable
    String unfitPrompt(Instruction instruction) {
        return Dialog.unfitPrompt(instruction);
    }

    @Override
    public void write(Example example, RowSink rows) {
        Instruction instruction = example.instruction();
        String response = example.response();
        if (response != null) {
            row(instruction, response, "true", rows);
        }
        for (String rejected : instruction.rejectedResponses()) {
            if (!rejected.isBlank() && !rejected.equals(response)) {
                row(instruction, rejected, "false", rows);
            }
        }
    }

    private void row(Instruction instruction, String answer, String label, RowSink rows) {
        JsonWriter out = rows.begin().object();
        write(instruction, answer, label, out);
        out.endObject();
        rows.end();
    }

    abstract void write(Instruction instruction, String answer, String label, JsonWriter out);

    /** TRL's unpaired preference type, conversational. */
    static final class Trl extends LabeledRows {
        @Override
        void write(Instruction instruction, String answer, String label, JsonWriter out) {
            out.name("prompt").array();
            Messages.prompt(instruction, out);
            out.endArray().name("completion").array();
            Messages.answer(answer, out);
            out.endArray().name("label").literal(label);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(RowCheck.prompted(row, "completion"), RowCheck.flag(row, "label"));
        }
    }

    /** ms-swift's KTO data: the conversation with its answer, and a label. */
    static final class Swift extends LabeledRows {
        @Override
        void write(Instruction instruction, String answer, String label, JsonWriter out) {
            out.name("messages").array();
            Messages.prompt(instruction, out);
            Messages.answer(answer, out);
            out.endArray().name("label").literal(label);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    ChatCheck.conversation(row.values().get("messages"), "messages", true),
                    RowCheck.flag(row, "label"));
        }
    }

    /** LLaMA-Factory's KTO data in alpaca's columns. */
    static final class Alpaca extends LabeledRows {
        @Override
        void write(Instruction instruction, String answer, String label, JsonWriter out) {
            AlpacaRows.asked(instruction, out);
            out.name("output").text(answer);
            AlpacaRows.context(instruction, out);
            out.name("kto_tag").literal(label);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    AlpacaRows.problemAsked(row), RowCheck.target(row, "output"), RowCheck.flag(row, "kto_tag"));
        }

        @Override
        public Json.Obj datasetInfo() {
            return AlpacaRows.info(Map.of(), "output", "kto_tag");
        }
    }

    /** LLaMA-Factory's KTO data in ShareGPT's turns. */
    static final class ShareGpt extends LabeledRows {
        @Override
        @Nullable
        String unfitPrompt(Instruction instruction) {
            return Dialog.unfitTurns(instruction);
        }

        @Override
        void write(Instruction instruction, String answer, String label, JsonWriter out) {
            ShareGptRows.begin(instruction, out);
            ShareGptRows.turn(new Turn(Role.ASSISTANT, answer), out);
            ShareGptRows.end(instruction, out);
            out.name("kto_tag").literal(label);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(ShareGptRows.problem(row, true), RowCheck.flag(row, "kto_tag"));
        }

        @Override
        public Json.Obj datasetInfo() {
            return ShareGptRows.info(Map.of(), "kto_tag");
        }
    }
}
