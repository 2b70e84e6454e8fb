package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of a better and a worse answer: a row for each rejected response that differs from the response. Records without
 * one are left out.
 */
abstract class PreferenceRows implements RowFormat {
    static final String NO_REJECTED = "no-rejected-response";

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public @Nullable String unfit(Example example) {
        String reason = unfitAnswered(example);
        if (reason != null) {
            return reason;
        }
        for (String rejected : example.instruction().rejectedResponses()) {
            if (isPair(example, rejected)) {
                return null;
            }
        }
        return NO_REJECTED;
    }

    @Nullable
    String unfitAnswered(Example example) {
        return Dialog.unfit(example);
    }

    private static boolean isPair(Example example, String rejected) {
        return !rejected.isBlank() && !rejected.equals(example.response());
    }

    @Override
    public void write(Example example, RowSink rows) {
        for (String rejected : example.instruction().rejectedResponses()) {
            if (isPair(example, rejected)) {
                JsonWriter out = rows.begin().object();
                write(example.instruction(), String.valueOf(example.response()), rejected, out);
                out.endObject();
                rows.end();
            }
        }
    }

    /** Writes the members of a row. */
    abstract void write(Instruction instruction, String chosen, String rejected, JsonWriter out);

    private static void answer(String name, String text, JsonWriter out) {
        out.name(name).array();
        Messages.answer(text, out);
        out.endArray();
    }

    /** TRL's preference type, conversational, with the prompt in a column of its own. */
    static final class TrlExplicit extends PreferenceRows {
        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            out.name("prompt").array();
            Messages.prompt(instruction, out);
            out.endArray();
            answer("chosen", chosen, out);
            answer("rejected", rejected, out);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    RowCheck.prompted(row, "chosen", "rejected"), RowCheck.different(row, "chosen", "rejected"));
        }
    }

    /** TRL's preference type with both conversations in full. */
    static final class TrlImplicit extends PreferenceRows {
        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            whole("chosen", instruction, chosen, out);
            whole("rejected", instruction, rejected, out);
        }

        private static void whole(String name, Instruction instruction, String answer, JsonWriter out) {
            out.name(name).array();
            Messages.prompt(instruction, out);
            Messages.answer(answer, out);
            out.endArray();
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            if (row.values().get("chosen") instanceof Json.Text) {
                return RowCheck.first(
                        RowCheck.target(row, "chosen"),
                        RowCheck.target(row, "rejected"),
                        RowCheck.different(row, "chosen", "rejected"));
            }
            return RowCheck.first(
                    ChatCheck.conversation(row.values().get("chosen"), "chosen", true),
                    ChatCheck.conversation(row.values().get("rejected"), "rejected", true),
                    RowCheck.different(row, "chosen", "rejected"),
                    samePrompt(row) ? null : "\"chosen\" and \"rejected\" do not begin with the same prompt.");
        }

        private static boolean samePrompt(Json.Obj row) {
            if (!(row.values().get("chosen") instanceof Json.Arr chosen)
                    || !(row.values().get("rejected") instanceof Json.Arr rejected)) {
                return false;
            }
            List<Json> one = chosen.values();
            List<Json> other = rejected.values();
            return one.size() == other.size()
                    && one.subList(0, one.size() - 1).equals(other.subList(0, other.size() - 1));
        }
    }

    /** OpenAI's preference format for direct preference optimization. */
    static final class OpenAi extends PreferenceRows {
        private static final Set<String> FIELDS = Set.of("input", "preferred_output", "non_preferred_output");
        private static final Set<String> INPUT_FIELDS = Set.of("messages");

        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            out.name("input").object().name("messages").array();
            Messages.prompt(instruction, out);
            out.endArray().endObject();
            answer("preferred_output", chosen, out);
            answer("non_preferred_output", rejected, out);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            Json.Obj input = row.values().get("input") instanceof Json.Obj object ? object : new Json.Obj(Map.of());
            Json messages = input.values().get("messages");
            return RowCheck.first(
                    ChatCheck.conversation(messages, "messages", false),
                    RowCheck.answer(row, "preferred_output"),
                    RowCheck.answer(row, "non_preferred_output"),
                    RowCheck.different(row, "preferred_output", "non_preferred_output"),
                    OpenAiCheck.fields(row, FIELDS),
                    OpenAiCheck.fields(input, INPUT_FIELDS),
                    OpenAiCheck.messages(messages),
                    OpenAiCheck.messages(row.get("preferred_output")),
                    OpenAiCheck.messages(row.get("non_preferred_output")));
        }

        @Override
        public boolean isUniform() {
            return false;
        }

        @Override
        public boolean takesArrays() {
            return false;
        }
    }

    /** LLaMA-Factory's preference data in alpaca's columns. */
    static final class Alpaca extends PreferenceRows {
        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            AlpacaRows.asked(instruction, out);
            out.name("chosen").text(chosen);
            out.name("rejected").text(rejected);
            AlpacaRows.context(instruction, out);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    AlpacaRows.problemAsked(row),
                    RowCheck.target(row, "chosen"),
                    RowCheck.target(row, "rejected"),
                    RowCheck.different(row, "chosen", "rejected"));
        }

        @Override
        public Json.Obj datasetInfo() {
            return AlpacaRows.info(Map.of("ranking", Json.Literal.TRUE), "chosen", "rejected");
        }
    }

    /** LLaMA-Factory's preference data in ShareGPT's turns. */
    static final class ShareGpt extends PreferenceRows {
        @Override
        @Nullable
        String unfitAnswered(Example example) {
            return RowCheck.first(Dialog.unfitTurns(example.instruction()), Dialog.unfitResponse(example));
        }

        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            ShareGptRows.begin(instruction, out);
            ShareGptRows.end(instruction, out);
            ShareGptRows.turn(new Turn(Role.ASSISTANT, chosen), out.name("chosen"));
            ShareGptRows.turn(new Turn(Role.ASSISTANT, rejected), out.name("rejected"));
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    ShareGptRows.problem(row, false),
                    answered(row, "chosen"),
                    answered(row, "rejected"),
                    RowCheck.different(row, "chosen", "rejected"));
        }

        private static @Nullable String answered(Json.Obj row, String name) {
            return row.values().get(name) instanceof Json.Obj turn && "gpt".equals(turn.text("from"))
                    ? RowCheck.target(turn, "value")
                    : "\"" + name + "\" must be a turn of gpt.";
        }

        @Override
        public Json.Obj datasetInfo() {
            return ShareGptRows.info(Map.of("ranking", Json.Literal.TRUE), "chosen", "rejected");
        }
    }

    /** Axolotl's {@code chat_template.default}: messages, and one message for each answer. */
    static final class Axolotl extends PreferenceRows {
        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            out.name("messages").array();
            Messages.prompt(instruction, out);
            out.endArray();
            Messages.answer(chosen, out.name("chosen"));
            Messages.answer(rejected, out.name("rejected"));
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    ChatCheck.conversation(row.values().get("messages"), "messages", false),
                    answered(row, "chosen"),
                    answered(row, "rejected"),
                    RowCheck.different(row, "chosen", "rejected"));
        }

        private static @Nullable String answered(Json.Obj row, String name) {
            return row.values().get(name) instanceof Json.Obj turn
                    ? ChatCheck.answer(new Json.Arr(List.of(turn)), name)
                    : "\"" + name + "\" must be a message of the assistant.";
        }
    }

    /** ms-swift's preference data: the better conversation and the text of the worse answer. */
    static final class Swift extends PreferenceRows {
        @Override
        void write(Instruction instruction, String chosen, String rejected, JsonWriter out) {
            out.name("messages").array();
            Messages.prompt(instruction, out);
            Messages.answer(chosen, out);
            out.endArray();
            out.name("rejected_response").text(rejected);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    ChatCheck.conversation(row.values().get("messages"), "messages", true),
                    RowCheck.target(row, "rejected_response"),
                    isSame(row) ? "\"rejected_response\" is the same as the last message." : null);
        }

        private static boolean isSame(Json.Obj row) {
            return row.values().get("messages") instanceof Json.Arr messages
                    && !messages.values().isEmpty()
                    && messages.values().get(messages.values().size() - 1) instanceof Json.Obj last
                    && last.get("content") != null
                    && last.get("content").equals(row.get("rejected_response"));
        }
    }
}
