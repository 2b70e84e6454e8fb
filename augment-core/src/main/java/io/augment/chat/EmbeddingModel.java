package io.augment.chat;

import java.util.List;

/**
 * Turns texts into vectors whose directions tell how alike the texts are; blocking, one attempt.
 *
 * <p>Implementations are safe for use by many threads, and give equal texts equal vectors. They do not retry. Who makes a
 * model closes it. Inside a pipeline the vectors are kept in the ledger, within budget and rates, like replies of a chat model.
 *
 * <pre>{@code
 * EmbeddingModel letters = texts -> texts.stream().map(text -> countLetters(text)).toList();
 * }</pre>
 */
@FunctionalInterface
public interface EmbeddingModel {
    /**
     * Embeds texts.
     *
     * @param texts at least one text; callers send some dozens at once where they can
     * @return a vector for each text, in order, all of one length
     * @throws ChatException if no complete reply could be had
     */
    List<float[]> embed(List<String> texts);

    /**
     * Embeds texts within the scope's time and until it is cancelled, and tells what was billed where that is known.
     *
     * @throws ChatException if no complete reply could be had
     */
    default EmbeddingReply embed(List<String> texts, CallScope scope) {
        return new EmbeddingReply(embed(texts), null);
    }

    /** Returns the model's identity, price and limits; an unnamed model's by default. */
    default ModelInfo info() {
        return ModelInfo.unnamed();
    }

    /**
     * Gives a model a name, which keys its vectors in the ledger.
     *
     * @param identity provider and model, such as {@code acme/embed-2}; never a port or a key
     */
    static EmbeddingModel named(String identity, EmbeddingModel model) {
        ModelInfo info = ModelInfo.of(identity);
        return new EmbeddingModel() {
            @Override
            public List<float[]> embed(List<String> texts) {
                return model.embed(texts);
            }

            @Override
            public EmbeddingReply embed(List<String> texts, CallScope scope) {
                return model.embed(texts, scope);
            }

            @Override
            public ModelInfo info() {
                return info;
            }
        };
    }
}
