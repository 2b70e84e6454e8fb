package io.augment.internal.chat.prompt;

import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the messages that ask for a record's response. Teachers are asked with them, training rows consist of them, and students are
 * evaluated with them, so that all three are the same to the byte.
 */
public final class AskedMessages {
    private AskedMessages() {}

    /** Tells whether the conversation has no turns of a tool, which these messages cannot carry. */
    public static boolean fits(Instruction instruction) {
        for (Turn turn : instruction.history()) {
            if (turn.role() == Role.TOOL_CALL || turn.role() == Role.TOOL_RESULT) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the record's system prompt unless it is blank, its conversation, and its prompt.
     *
     * @throws IllegalArgumentException if the conversation has turns of a tool
     */
    public static List<ChatMessage> of(Instruction instruction) {
        return of(instruction.system(), instruction.history(), instruction.prompt());
    }

    /**
     * Returns a system prompt unless it is blank, a conversation, and what is asked last.
     *
     * @throws IllegalArgumentException if the conversation has turns of a tool
     */
    public static List<ChatMessage> of(String system, List<Turn> history, String prompt) {
        List<ChatMessage> messages = new ArrayList<>(history.size() + 2);
        if (!system.isBlank()) {
            messages.add(ChatMessage.system(system));
        }
        for (Turn turn : history) {
            messages.add(
                    switch (turn.role()) {
                        case SYSTEM -> ChatMessage.system(turn.text());
                        case USER -> ChatMessage.user(turn.text());
                        case ASSISTANT -> ChatMessage.assistant(turn.text());
                        case TOOL_CALL, TOOL_RESULT ->
                            throw new IllegalArgumentException("A chat message cannot carry the turn of a tool");
                    });
        }
        messages.add(ChatMessage.user(prompt));
        return messages;
    }
}
