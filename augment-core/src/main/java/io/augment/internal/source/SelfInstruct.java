package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.internal.format.Json;
import io.augment.source.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of self-instruct: an instruction with instances, each a pair of input and output. Every instance becomes a
 * seed; the first has the row's identifier, the others {@code #2}, {@code #3} behind it.
 */
final class SelfInstruct {
    private SelfInstruct() {}

    static void read(Json.Obj object, Origin origin, Queue<SourceRow> rows) {
        String text = Cells.text(object.get("instruction"), "instruction");
        Json instances = object.get(RowKeys.INSTANCES);
        List<Json> list = instances instanceof Json.Arr array ? array.values() : List.of();
        if (instances != null && !(instances instanceof Json.Arr)) {
            throw new BadRow(
                    "bad-instances", "The field \"instances\" must be an array, but is " + instances.kind() + ".");
        }
        List<String> taken = new ArrayList<>(List.of("instruction", RowKeys.INSTANCES));
        String id = Cells.id(object.get("id"));
        if (id != null) {
            taken.add("id");
        }
        Map<String, String> metadata = Cells.metadata(object.values(), taken);
        if (list.isEmpty()) {
            rows.add(seed(FlatRow.instruction(text), id, 1, metadata, origin));
        }
        int number = 0;
        for (Json instance : list) {
            number++;
            try {
                rows.add(seed(instance(text, instance, number), id, number, metadata, origin));
            } catch (BadRow e) {
                rows.add(new SourceRow.Malformed(origin, e.reason(), e.detail(), instance.compact()));
            }
        }
    }

    private static Instruction.Builder instance(String text, Json instance, int number) {
        if (!(instance instanceof Json.Obj pair)) {
            throw new BadRow("bad-instances", "Instance " + number + " is " + instance.kind() + " and not an object.");
        }
        List<String> answers = Cells.answers(pair.get("output"), "output");
        return FlatRow.instruction(text)
                .input(Cells.text(pair.get("input"), "input"))
                .response(answers.isEmpty() ? null : answers.get(0));
    }

    private static SourceRow seed(
            Instruction.Builder builder, @Nullable String id, int number, Map<String, String> metadata, Origin origin) {
        if (id != null) {
            builder.id(number == 1 ? id : id + "#" + number);
        }
        return new SourceRow.Seed(builder.metadata(metadata).origin(origin).build());
    }
}
