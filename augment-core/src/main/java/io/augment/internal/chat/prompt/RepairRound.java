package io.augment.internal.chat.prompt;

import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.PromptLibrary;
import io.augment.chat.PromptRef;
import io.augment.chat.UnreadableReplyException;
import java.util.Map;

/** Makes the request that shows a model its unreadable reply and asks once more. */
public final class RepairRound {
    private RepairRound() {}

    /** Returns the request, in the language of the prompt that the first one was made from; English where that is not known. */
    public static ChatRequest request(ChatRequest first, ChatResponse reply, UnreadableReplyException problem) {
        PromptRef prompt = first.prompt();
        String language = prompt != null && prompt.id().endsWith("/zh") ? "zh" : "en";
        // Some servers refuse an empty message, and some chat templates two messages of one role in a row.
        String shown = reply.text().isBlank() ? "(empty)" : reply.text();
        ChatRequest.Builder repair = first.toBuilder().addMessage(ChatMessage.assistant(shown));
        PromptLibrary.standard()
                .find("repair", language)
                .render(Map.of("problem", String.valueOf(problem.getMessage())))
                .forEach(repair::addMessage);
        return repair.build();
    }
}
