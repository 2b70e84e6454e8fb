package io.augment.internal.chat.embed;

import io.augment.AugmentException;
import io.augment.chat.CallScope;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.EmbeddingModel;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.FinishReason;
import io.augment.chat.ModelInfo;
import io.augment.chat.UnreadableReplyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Asks an embedding model by way of a chat: each message of the request is a text, each line of the reply a vector, as
 * Base64 of its numbers. So a vector is kept in the ledger, paid once and held to budget and rates like any reply.
 *
 * @param model the embedding model
 */
public record EmbeddingChat(EmbeddingModel model) implements ChatModel {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Returns the request for some texts. */
    public static ChatRequest request(List<String> texts) {
        ChatRequest.Builder request = ChatRequest.builder().maxTokens(1);
        // Servers refuse an empty text.
        texts.forEach(text -> request.addMessage(ChatMessage.user(text.isEmpty() ? " " : text)));
        return request.build();
    }

    /**
     * Reads the vectors of a reply.
     *
     * @throws UnreadableReplyException if it holds none
     */
    public static List<float[]> vectors(ChatResponse response) {
        List<float[]> vectors = new ArrayList<>();
        try {
            for (String line : response.text().split("\n", 0)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(Base64.getDecoder().decode(line)).order(ByteOrder.LITTLE_ENDIAN);
                float[] vector = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(vector);
                vectors.add(vector);
            }
        } catch (IllegalArgumentException e) {
            throw UnreadableReplyException.of("it holds no vectors: " + e.getMessage());
        }
        return vectors;
    }

    /** Returns the reply that stands for vectors. */
    public static ChatResponse response(EmbeddingReply reply) {
        StringBuilder text = new StringBuilder();
        for (float[] vector : reply.vectors()) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            text.append(text.isEmpty() ? "" : "\n").append(Base64.getEncoder().encodeToString(bytes.array()));
        }
        return ChatResponse.builder(text.toString())
                .finishReason(FinishReason.STOP)
                .usage(reply.usage())
                .build();
    }

    /**
     * Embeds texts at once.
     *
     * @throws AugmentException if the model gives another number of vectors
     */
    public static EmbeddingReply embed(EmbeddingModel model, List<String> texts, CallScope scope) {
        EmbeddingReply reply = model.embed(
                texts.stream().map(text -> text.isEmpty() ? " " : text).toList(), scope);
        if (reply.vectors().size() != texts.size()) {
            throw new AugmentException("The embedding model " + model.info().identity() + " gave "
                    + reply.vectors().size() + " vectors for " + texts.size() + " texts");
        }
        return reply;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return chat(request, CallScope.ofTimeout(TIMEOUT));
    }

    @Override
    public ChatResponse chat(ChatRequest request, CallScope scope) {
        List<String> texts = request.messages().stream().map(ChatMessage::text).toList();
        return response(embed(model, texts, scope));
    }

    @Override
    public ModelInfo info() {
        return model.info();
    }
}
