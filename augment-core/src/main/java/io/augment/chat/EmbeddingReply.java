package io.augment.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the vectors of some texts.
 *
 * @param vectors a vector for each text, in order, all of one length; not copied, and not to be changed
 * @param usage the tokens that were billed, or null when it is not known
 */
public record EmbeddingReply(
        List<float[]> vectors, @Nullable Usage usage) {
    /** Creates the reply. */
    public EmbeddingReply {
        vectors = List.copyOf(vectors);
    }
}
