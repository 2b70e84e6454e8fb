package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import org.jspecify.annotations.Nullable;

/** EasyDistill's rows: instruction and output, one round without a system prompt (modelscope/easydistill). */
final class EasyDistillRows implements RowFormat {
    @Override
    public @Nullable String unfit(Example example) {
        if (!example.instruction().history().isEmpty()) {
            return "multi-turn";
        }
        if (!example.instruction().system().isBlank()) {
            return "system-prompt";
        }
        return Dialog.unfit(example);
    }

    @Override
    public void write(Example example, RowSink rows) {
        rows.begin()
                .object()
                .name("instruction")
                .text(example.instruction().prompt())
                .name("output")
                .text(String.valueOf(example.response()))
                .endObject();
        rows.end();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return RowCheck.first(RowCheck.target(row, "instruction"), RowCheck.target(row, "output"));
    }
}
