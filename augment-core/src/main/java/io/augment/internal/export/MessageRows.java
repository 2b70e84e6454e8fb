package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A whole conversation as {@code messages}: OpenAI's fine-tuning, TRL's language modeling, Axolotl's chat template. */
final class MessageRows implements RowFormat {
    @Override
    public @Nullable String unfit(Example example) {
        return Dialog.unfit(example);
    }

    @Override
    public void write(Example example, RowSink rows) {
        JsonWriter out = rows.begin().object();
        out.name("messages").array();
        Messages.prompt(example.instruction(), out);
        Messages.answer(String.valueOf(example.response()), out);
        out.endArray().endObject();
        rows.end();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return RowCheck.messages(row.values().get("messages"), "messages", "assistant");
    }
}
