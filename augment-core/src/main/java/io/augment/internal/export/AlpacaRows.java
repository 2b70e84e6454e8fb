package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alpaca's columns as LLaMA-Factory takes them; every row has all five, so that rows can be aligned. */
final class AlpacaRows implements RowFormat {
    @Override
    public @Nullable String unfit(Example example) {
        return Dialog.unfit(example);
    }

    @Override
    public void write(Example example, RowSink rows) {
        Instruction instruction = example.instruction();
        JsonWriter out = rows.begin().object();
        asked(instruction, out);
        out.name("output").text(String.valueOf(example.response()));
        context(instruction, out);
        out.endObject();
        rows.end();
    }

    static void asked(Instruction instruction, JsonWriter out) {
        out.name("instruction").text(instruction.text());
        out.name("input").text(instruction.input());
    }

    static void context(Instruction instruction, JsonWriter out) {
        out.name("system").text(instruction.system());
        out.name("history").array();
        List<Turn> history = instruction.history();
        for (int i = 0; i + 1 < history.size(); i += 2) {
            out.array()
                    .text(history.get(i).text())
                    .text(history.get(i + 1).text())
                    .endArray();
        }
        out.endArray();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return RowCheck.first(problemAsked(row), RowCheck.target(row, "output"));
    }

    static @Nullable String problemAsked(Json.Obj row) {
        String text = row.text("instruction");
        String input = row.text("input");
        boolean empty = (text == null || text.isBlank()) && (input == null || input.isBlank());
        return RowCheck.first(
                RowCheck.text(row, "instruction"),
                RowCheck.optionalText(row, "input"),
                empty ? "\"instruction\" and \"input\" are empty." : null,
                RowCheck.optionalText(row, "system"),
                RowCheck.rounds(row, "history"));
    }

    @Override
    public Json.Obj datasetInfo() {
        return info(Map.of(), "output");
    }

    /** Returns an entry with the columns of this format. */
    static Json.Obj info(Map<String, Json> more, String... responses) {
        Map<String, Json> columns = new LinkedHashMap<>();
        columns.put("prompt", new Json.Text("instruction"));
        columns.put("query", new Json.Text("input"));
        for (String response : responses) {
            columns.put(response.equals("output") ? "response" : response, new Json.Text(response));
        }
        columns.put("system", new Json.Text("system"));
        columns.put("history", new Json.Text("history"));
        Map<String, Json> entry = new LinkedHashMap<>(more);
        entry.put("columns", new Json.Obj(columns));
        return new Json.Obj(entry);
    }
}
