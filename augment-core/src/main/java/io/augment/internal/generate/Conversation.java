package io.augment.internal.generate;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.PromptTemplate;
import io.augment.internal.chat.prompt.AskedMessages;
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
        if (!AskedMessages.fits(instruction)) {
            throw context.rejected(
                    "unsupported-history", "the conversation has turns of a tool, and no response of its own");
        }
        List<ChatMessage> asked = prompt.render(Map.of("instruction", instruction.prompt()));
        String system = instruction.system();
        if (asked.size() > 1) {
            system = system.isBlank() ? asked.get(0).text() : asked.get(0).text() + "\n\n" + system;
        }
        ChatRequest.Builder request = ChatRequest.builder().prompt(prompt.ref());
        AskedMessages.of(
                        system,
                        instruction.history(),
                        asked.get(asked.size() - 1).text())
                .forEach(request::addMessage);
        return request;
    }
}
