package io.augment.examples.cli;

import io.augment.chat.ChatModel;
import io.augment.local.GgufChatModel;
import io.augment.openai.OpenAiChatModel;

/**
 * Holds the model that does the work: one behind a server, or one in this process.
 *
 * @param model the model
 * @param closing closes it
 */
record Teacher(ChatModel model, Runnable closing) implements AutoCloseable {
    static Teacher of(OpenAiChatModel model) {
        return new Teacher(model, model::close);
    }

    static Teacher of(GgufChatModel model) {
        return new Teacher(model, model::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
