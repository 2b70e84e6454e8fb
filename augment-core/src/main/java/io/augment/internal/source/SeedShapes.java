package io.augment.internal.source;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Origin;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.source.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a row by its fields and makes seeds of it: the native record, a line of a rejects file, self-instruct,
 * conversations, OpenAI preferences, and rows with the instruction in a column.
 */
final class SeedShapes {
    private static final int SHOWN = 2_000;
    private static final int NAMES_SHOWN = 8;

    private final @Nullable Columns mapping;
    private final @Nullable Shape shape;

    /**
     * Creates a reader of rows.
     *
     * @param mapping the user's columns, or null for the usual ones
     * @param shape what every row is, or null to find it out row by row
     */
    SeedShapes(@Nullable Columns mapping, @Nullable Shape shape) {
        this.mapping = mapping;
        this.shape = shape;
    }

    /**
     * Adds what a value holds: seeds, or a malformed row; at least one.
     *
     * @param bareTexts whether a string is an instruction
     */
    void read(Json value, Origin origin, boolean bareTexts, Queue<SourceRow> rows) {
        try {
            if (value instanceof Json.Obj object) {
                readObject(object, origin, rows);
            } else if (value instanceof Json.Text text && bareTexts) {
                rows.add(seed(FlatRow.instruction(text.value()), origin));
            } else {
                throw new BadRow(
                        "not-an-object",
                        "The row is " + value.kind() + ", but a record must be an object with fields.");
            }
        } catch (BadRow e) {
            rows.add(new SourceRow.Malformed(origin, e.reason(), e.detail(), shown(value)));
        } catch (JsonProblem e) {
            rows.add(new SourceRow.Malformed(
                    origin, e.reason(), "The native record is damaged: " + e.detail() + ".", shown(value)));
        }
    }

    private void readObject(Json.Obj object, Origin origin, Queue<SourceRow> rows) {
        if (mapping != null) {
            rows.add(seed(FlatRow.read(object, mapping), origin));
            return;
        }
        Shape found = shape == null || RejectJson.isReject(object) ? Shape.of(object) : shape;
        if (found == null) {
            throw unknown(object);
        }
        switch (found) {
            case NATIVE -> rows.add(seed(ExampleJson.read(object), origin));
            case REJECT -> readRejected(object, origin, rows);
            case SELF_INSTRUCT -> SelfInstruct.read(object, origin, rows);
            case CONVERSATION -> rows.add(seed(ChatRow.read(object), origin));
            case OPENAI_PREFERENCE -> rows.add(seed(ChatRow.readPreference(object), origin));
            default -> rows.add(seed(FlatRow.read(object, Columns.USUAL), origin));
        }
    }

    /** Takes up what an earlier run turned down: the record, or the row that it could not read. */
    private void readRejected(Json.Obj line, Origin origin, Queue<SourceRow> rows) {
        Json inner = line.get("record");
        if (inner instanceof Json.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            inner = new JsonReader().read(bytes, 0, bytes.length);
        }
        if (!(inner instanceof Json.Obj object) || RejectJson.isReject(object)) {
            throw new BadRow("no-record", "The line of a rejects file holds no record that can be read again.");
        }
        readObject(object, origin, rows);
    }

    private static SourceRow seed(Instruction.Builder builder, Origin origin) {
        return new SourceRow.Seed(builder.origin(origin).build());
    }

    private static SourceRow seed(Example example, Origin origin) {
        String response = example.response();
        Instruction instruction = example.instruction();
        if (instruction.origin() == null) {
            instruction = instruction.toBuilder().origin(origin).build();
        }
        return response == null
                ? new SourceRow.Seed(instruction)
                : new SourceRow.Seed(
                        response.equals(instruction.response())
                                ? instruction
                                : instruction.toBuilder().response(response).build(),
                        example.verdict());
    }

    private static BadRow unknown(Json.Obj object) {
        Map<String, Json> fields = object.values();
        if (fields.isEmpty()) {
            return new BadRow("unknown-shape", "The record has no fields.");
        }
        List<String> names =
                fields.keySet().stream().limit(NAMES_SHOWN).map(Texts::cut).toList();
        return new BadRow(
                "unknown-shape",
                "The record has the fields " + String.join(", ", names) + (fields.size() > NAMES_SHOWN ? ", …" : "")
                        + ", none of which is known as an instruction. Name the columns with a mapping such as"
                        + " \"instruction=" + names.get(0) + "\".");
    }

    private static String shown(Json value) {
        String text = value instanceof Json.Text plain ? plain.value() : value.compact();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
