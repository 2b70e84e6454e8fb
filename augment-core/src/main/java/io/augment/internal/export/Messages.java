package io.augment.internal.export;

import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.JsonWriter;

/** Writes messages with {@code role} and {@code content}. */
final class Messages {
    private Messages() {}

    /** Writes the messages before the response, the system prompt first. */
    static void prompt(Instruction instruction, JsonWriter out) {
        if (!instruction.system().isBlank()) {
            message("system", instruction.system(), out);
        }
        for (Turn turn : Dialog.prompt(instruction)) {
            message(turn.role() == Role.ASSISTANT ? "assistant" : "user", turn.text(), out);
        }
    }

    /** Writes the message of a response. */
    static void answer(String text, JsonWriter out) {
        message("assistant", text, out);
    }

    private static void message(String role, String content, JsonWriter out) {
        out.object().name("role").text(role).name("content").text(content).endObject();
    }
}
