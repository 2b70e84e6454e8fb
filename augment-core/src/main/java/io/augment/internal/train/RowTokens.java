package io.augment.internal.train;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.TokenCounter;
import io.augment.internal.chat.prompt.AskedMessages;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of training rows, with a model's tokenizer or by the estimate that exports use.
 *
 * @param counter counts as the model does, or null for the estimate
 * @param name says who counts
 */
record RowTokens(@Nullable TokenCounter counter, String name) {
    private static final int ASCII_PER_TOKEN = 4;

    /** Tokens that a chat template puts around a message. */
    private static final int FRAME = 5;

    static RowTokens estimate() {
        return new RowTokens(
                null, "estimate: four characters of ASCII, or one other, make a token; 5 for each message");
    }

    boolean isExact() {
        return counter != null;
    }

    /** Counts a row with its longest answer. */
    long of(Example row, @Nullable String defaultSystem) {
        String longest = String.valueOf(row.response());
        for (String rejected : row.instruction().rejectedResponses()) {
            longest = rejected.length() > longest.length() ? rejected : longest;
        }
        return counter == null ? estimate(row, longest, defaultSystem) : counter.promptTokens(request(row, longest));
    }

    private static ChatRequest request(Example row, String answer) {
        ChatRequest.Builder request = ChatRequest.builder();
        AskedMessages.of(row.instruction()).forEach(request::addMessage);
        return request.addMessage(ChatMessage.assistant(answer)).build();
    }

    private static long estimate(Example row, String answer, @Nullable String defaultSystem) {
        Instruction instruction = row.instruction();
        String system = instruction.system().isBlank() ? defaultSystem : instruction.system();
        long tokens = of(instruction.prompt()) + of(answer) + 2 * FRAME;
        tokens += system == null ? 0 : of(system) + FRAME;
        for (Turn turn : instruction.history()) {
            tokens += of(turn.text()) + FRAME;
        }
        return tokens;
    }

    private static long of(String text) {
        long ascii = 0;
        long others = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) {
                ascii++;
            } else if (!Character.isLowSurrogate(text.charAt(i))) {
                others++;
            }
        }
        return others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
    }
}
