package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a row that holds a conversation: ShareGPT, OpenAI messages, and preferences over the next answer. */
final class ChatRow {
    private ChatRow() {}

    static Instruction.Builder read(Json.Obj object) {
        Map<String, Json> fields = object.values();
        String turns = RowKeys.first(RowKeys.TURNS, fields.keySet());
        if (turns == null) {
            throw new BadRow("no-turns", "The row holds no turns.");
        }
        List<String> taken = new ArrayList<>(List.of(turns));
        Conversation conversation = Conversation.of(object.get(turns), turns);
        Instruction.Builder builder = conversation.toInstruction();
        String system = RowKeys.first(RowKeys.SYSTEM, fields.keySet());
        if (system != null) {
            taken.add(system);
            String text = Cells.text(object.get(system), system);
            if (conversation.system() == null) {
                builder.system(text);
            }
        }
        if (object.get("chosen") != null && object.get("rejected") != null) {
            taken.addAll(List.of("chosen", "rejected"));
            builder.response(one(object.get("chosen"), "chosen"))
                    .rejectedResponses(Cells.answers(object.get("rejected"), "rejected"));
        } else if (object.get("rejected_response") != null) {
            taken.add("rejected_response");
            builder.rejectedResponses(Cells.answers(object.get("rejected_response"), "rejected_response"));
        } else {
            label(conversation, builder, fields, taken);
        }
        return finish(builder, fields, taken);
    }

    /** Reads a row of OpenAI's preference format. */
    static Instruction.Builder readPreference(Json.Obj object) {
        if (!(object.get("input") instanceof Json.Obj input)) {
            throw new BadRow("no-turns", "The field \"input\" holds no messages.");
        }
        List<String> taken = new ArrayList<>(List.of("input", "preferred_output", "non_preferred_output"));
        Conversation prompt = Conversation.of(input.get("messages"), "messages");
        Instruction.Builder builder = prompt.toInstruction();
        builder.response(Conversation.of(object.get("preferred_output"), "preferred_output")
                .answer());
        builder.rejectedResponses(List.of(Conversation.of(object.get("non_preferred_output"), "non_preferred_output")
                .answer()));
        return finish(builder, object.values(), taken);
    }

    /** An answer that is labelled as bad is a rejected one. */
    private static void label(
            Conversation conversation, Instruction.Builder builder, Map<String, Json> fields, List<String> taken) {
        String name = RowKeys.first(RowKeys.LABELS, fields.keySet());
        Json label = name == null ? null : fields.get(name);
        if (name == null || !(Json.Literal.TRUE.equals(label) || Json.Literal.FALSE.equals(label))) {
            return;
        }
        taken.add(name);
        if (Json.Literal.FALSE.equals(label)) {
            builder.response(null).rejectedResponses(List.of(conversation.answer()));
        }
    }

    private static String one(@Nullable Json value, String name) {
        List<String> answers = Cells.answers(value, name);
        if (answers.isEmpty()) {
            throw new BadRow("not-text", "The field \"" + name + "\" holds no text.");
        }
        return answers.get(0);
    }

    private static Instruction.Builder finish(
            Instruction.Builder builder, Map<String, Json> fields, List<String> taken) {
        Json given = fields.get("id");
        String id = Cells.id(Json.Literal.NULL.equals(given) ? null : given);
        if (id != null) {
            taken.add("id");
            builder.id(id);
        }
        return builder.metadata(Cells.metadata(fields, taken));
    }
}
