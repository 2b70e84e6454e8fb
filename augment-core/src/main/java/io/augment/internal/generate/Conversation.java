package io.augment.internal.generate;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.PromptTemplate;
import java.util.List;
import java.util.Map;

/** Puts a record's own system prompt and conversation around the message that asks for the response. */
final class Conversation {
    private Conversation() {}

    /**
     * Starts the request.
     *
     * @throws io.augment.RejectedException if the conversation has turns of a tool, which a chat request cannot carry
     */
    static ChatRequest.Builder request(PromptTemplate prompt, Instruction instruction, StageContext context) {
        List<ChatMessage> asked = prompt.render(Map.of("instruction", instruction.prompt()));
        ChatMessage last = asked.get(asked.size() - 1);
        String system = asked.size() > 1 ? asked.get(0).text() : "";
        if (!instruction.system().isEmpty()) {
            system = system.isEmpty() ? instruction.system() : system + "\n\n" + instruction.system();
        }
        ChatRequest.Builder request = ChatRequest.builder().prompt(prompt.ref());
        if (!system.isEmpty()) {
            request.addMessage(ChatMessage.system(system));
        }
        for (Turn turn : instruction.history()) {
            request.addMessage(message(turn, context));
        }
        return request.addMessage(last);
    }

    private static ChatMessage message(Turn turn, StageContext context) {
        return switch (turn.role()) {
            case SYSTEM -> ChatMessage.system(turn.text());
            case USER -> ChatMessage.user(turn.text());
            case ASSISTANT -> ChatMessage.assistant(turn.text());
            case TOOL_CALL, TOOL_RESULT ->
                throw context.rejected(
                        "unsupported-history", "the conversation has turns of a tool, and no response of its own");
        };
    }
}
