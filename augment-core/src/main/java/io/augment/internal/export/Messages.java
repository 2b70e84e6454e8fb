package io.augment.internal.export;

import io.augment.Instruction;
import io.augment.chat.ChatMessage;
import io.augment.internal.chat.prompt.AskedMessages;
import io.augment.internal.format.JsonWriter;

/** Writes messages with {@code role} and {@code content}. */
final class Messages {
    private Messages() {}

    /** Writes the messages that ask for the response, which teachers and students are sent too; without turns of tools. */
    static void prompt(Instruction instruction, JsonWriter out) {
        for (ChatMessage message : AskedMessages.of(instruction)) {
            message(message.role(), message.text(), out);
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
