package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.format.RowSkim;
import io.augment.internal.format.TextHash;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole conversation as {@code messages}: TRL's language modeling, Axolotl's chat template, ms-swift. */
class MessageRows implements RowFormat {
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
        return ChatCheck.conversation(row.values().get("messages"), "messages", true);
    }

    /** OpenAI's supervised fine-tuning, which takes no other fields. */
    static final class OpenAi extends MessageRows {
        private static final Set<String> FIELDS = Set.of("messages");

        @Override
        public boolean isUniform() {
            return false;
        }

        @Override
        public boolean takesArrays() {
            return false;
        }

        @Override
        public RowSkim skim(TextHash hash) {
            return new MessageSkim(hash);
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    super.problem(row),
                    OpenAiCheck.fields(row, FIELDS),
                    OpenAiCheck.messages(row.values().get("messages")));
        }
    }

    /** TRL's language modeling, which also takes plain text. */
    static final class Trl extends MessageRows {
        @Override
        public @Nullable String problem(Json.Obj row) {
            return row.values().containsKey("text") && !row.values().containsKey("messages")
                    ? RowCheck.target(row, "text")
                    : super.problem(row);
        }
    }
}
