package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import org.jspecify.annotations.Nullable;

/** TRL's prompt-only and prompt-completion types, conversational. */
final class PromptRows implements RowFormat {
    private final boolean completion;

    PromptRows(boolean completion) {
        this.completion = completion;
    }

    @Override
    public @Nullable String unfit(Example example) {
        return completion ? Dialog.unfit(example) : Dialog.unfitPrompt(example.instruction());
    }

    @Override
    public void write(Example example, RowSink rows) {
        JsonWriter out = rows.begin().object().name("prompt").array();
        Messages.prompt(example.instruction(), out);
        out.endArray();
        if (completion) {
            out.name("completion").array();
            Messages.answer(String.valueOf(example.response()), out);
            out.endArray();
        }
        out.endObject();
        rows.end();
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return completion ? RowCheck.prompted(row, "completion") : RowCheck.prompted(row);
    }
}
