package io.augment.chat;

/**
 * Talks to a language model: one request, one reply, blocking, one attempt.
 *
 * <p>Implementations are safe for use by many threads. They do not retry: the run does, because only the run knows the
 * budget, the rate limits and the ledger. Who makes a model closes it.
 *
 * <pre>{@code
 * ChatModel shout = ChatModel.named("shout", request -> ChatResponse.of(request.lastUserText().toUpperCase(Locale.ROOT)));
 * }</pre>
 */
@FunctionalInterface
public interface ChatModel {
    /**
     * Makes one attempt to get a reply.
     *
     * @throws RetriableChatException if another attempt may succeed
     * @throws ChatException if no attempt will
     */
    ChatResponse chat(ChatRequest request);

    /**
     * Makes one attempt to get a reply, within the scope's time and until it is cancelled. The engine calls this method;
     * models that can abort a call override it.
     *
     * @throws RetriableChatException if another attempt may succeed
     * @throws ChatException if no attempt will
     */
    default ChatResponse chat(ChatRequest request, CallScope scope) {
        return chat(request);
    }

    /** Returns the model's identity, price and limits; an unnamed model's by default. */
    default ModelInfo info() {
        return ModelInfo.unnamed();
    }

    /**
     * Gives a model a name, which keys its replies in the ledger.
     *
     * @param identity provider and model, such as {@code acme/teacher-2}; never a port or a key
     */
    static ChatModel named(String identity, ChatModel model) {
        return described(ModelInfo.of(identity), model);
    }

    /** Gives a model an identity, a price and limits. */
    static ChatModel described(ModelInfo info, ChatModel model) {
        return new ChatModel() {
            @Override
            public ChatResponse chat(ChatRequest request) {
                return model.chat(request);
            }

            @Override
            public ChatResponse chat(ChatRequest request, CallScope scope) {
                return model.chat(request, scope);
            }

            @Override
            public ModelInfo info() {
                return info;
            }

            @Override
            public String toString() {
                return "ChatModel[" + info.identity() + "]";
            }
        };
    }
}
