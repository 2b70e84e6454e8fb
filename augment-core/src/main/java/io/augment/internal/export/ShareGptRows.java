package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ShareGPT's conversations as LLaMA-Factory takes them: user and tool results at odd places, model and tool calls at even
 * ones, the system prompt in a column of its own.
 */
final class ShareGptRows implements RowFormat {
    private static final Set<String> ASKING = Set.of("human", "observation");
    private static final Set<String> ANSWERING = Set.of("gpt", "function_call");

    @Override
    public @Nullable String unfit(Example example) {
        return RowCheck.first(Dialog.unfitTurns(example.instruction()), Dialog.unfitResponse(example));
    }

    @Override
    public void write(Example example, RowSink rows) {
        JsonWriter out = rows.begin().object();
        begin(example.instruction(), out);
        turn(new Turn(Role.ASSISTANT, String.valueOf(example.response())), out);
        end(example.instruction(), out);
        out.endObject();
        rows.end();
    }

    /** Writes the identifier and opens the list of turns, with those before the response. */
    static void begin(Instruction instruction, JsonWriter out) {
        out.name("id").text(instruction.id());
        out.name("conversations").array();
        List<Turn> turns = Dialog.prompt(instruction);
        turns.forEach(turn -> turn(turn, out));
    }

    /** Closes the list of turns and writes the system prompt. */
    static void end(Instruction instruction, JsonWriter out) {
        out.endArray();
        out.name("system").text(instruction.system());
    }

    static void turn(Turn turn, JsonWriter out) {
        out.object()
                .name("from")
                .text(name(turn.role()))
                .name("value")
                .text(turn.text())
                .endObject();
    }

    private static String name(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "human";
            case TOOL_CALL -> "function_call";
            case TOOL_RESULT -> "observation";
            default -> "gpt";
        };
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return problem(row, true);
    }

    static @Nullable String problem(Json.Obj row, boolean answered) {
        return RowCheck.first(
                RowCheck.turns(
                        row.values().get("conversations"),
                        "conversations",
                        "from",
                        "value",
                        ASKING,
                        ANSWERING,
                        answered),
                RowCheck.optionalText(row, "system"));
    }

    @Override
    public Json.Obj datasetInfo() {
        return info(Map.of());
    }

    /** Returns an entry with the columns and tags of this format. */
    static Json.Obj info(Map<String, Json> more, String... columns) {
        Map<String, Json> named = new LinkedHashMap<>();
        named.put("messages", new Json.Text("conversations"));
        named.put("system", new Json.Text("system"));
        for (String column : columns) {
            named.put(column, new Json.Text(column));
        }
        Map<String, Json> tags = new LinkedHashMap<>();
        tags.put("role_tag", new Json.Text("from"));
        tags.put("content_tag", new Json.Text("value"));
        tags.put("user_tag", new Json.Text("human"));
        tags.put("assistant_tag", new Json.Text("gpt"));
        tags.put("observation_tag", new Json.Text("observation"));
        tags.put("function_tag", new Json.Text("function_call"));
        tags.put("system_tag", new Json.Text("system"));
        Map<String, Json> entry = new LinkedHashMap<>();
        entry.put("formatting", new Json.Text("sharegpt"));
        entry.putAll(more);
        entry.put("columns", new Json.Obj(named));
        entry.put("tags", new Json.Obj(tags));
        return new Json.Obj(entry);
    }
}
