package io.augment.examples;

import io.augment.Instruction;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.expand.InstructionExpander;
import java.util.List;

/** Shows a strategy of one's own: a lambda that asks the model through its context. */
public final class CustomerQuestions {
    private CustomerQuestions() {}

    /** Turns a product's description into a question that a customer might ask. */
    public static InstructionExpander expander(ChatModel teacher) {
        return (seed, context) -> {
            String customer = seed.metadata().getOrDefault("customer", "a customer");
            ChatRequest request =
                    ChatRequest.of("Write one question about this that " + customer + " asks:\n" + seed.text());
            String question = context.chat(teacher, request).text().strip();
            if (!question.endsWith("?")) {
                throw context.rejected("no-question", question);
            }
            return List.of(Instruction.of(question));
        };
    }
}
