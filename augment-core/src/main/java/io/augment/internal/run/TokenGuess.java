package io.augment.internal.run;

import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.JsonSchema;

/**
 * Guesses tokens from text: about four bytes of alphabetic text to a token and two tokens to three CJK characters, as the
 * tokenizers of today's models have it, with a few for each message's frame. An estimate rests on it, a budget never.
 */
final class TokenGuess {
    private static final int FRAME = 3;
    private static final int FRAME_PER_MESSAGE = 4;
    private static final double TOKENS_PER_CJK = 0.67;
    private static final double BYTES_PER_TOKEN = 4;

    private TokenGuess() {}

    static double of(String text) {
        double tokens = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                tokens += 1 / BYTES_PER_TOKEN;
            } else if (c < 0x800) {
                tokens += 2 / BYTES_PER_TOKEN;
            } else {
                tokens += TOKENS_PER_CJK;
            }
        }
        return tokens;
    }

    static double of(ChatRequest request) {
        double tokens = FRAME;
        for (ChatMessage message : request.messages()) {
            tokens += FRAME_PER_MESSAGE + of(message.text());
        }
        JsonSchema schema = request.replySchema();
        return schema == null ? tokens : tokens + of(schema.toJson());
    }
}
