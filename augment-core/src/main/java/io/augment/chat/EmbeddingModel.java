package io.augment.chat;

import java.util.List;

/**
 * Turns texts into vectors whose directions tell how alike the texts are; blocking, one attempt.
 *
 * <p>Implementations are safe for use by many threads, and give equal texts equal vectors. They do not retry. Who makes a
 * model closes it.
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

    /** Returns the model's identity, price and limits; an unnamed model's by default. */
    default ModelInfo info() {
        return ModelInfo.unnamed();
    }
}
