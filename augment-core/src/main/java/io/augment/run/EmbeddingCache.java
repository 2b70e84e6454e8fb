package io.augment.run;

import io.augment.chat.CallScope;
import io.augment.chat.EmbeddingModel;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.ModelInfo;
import io.augment.internal.run.CachedEmbeddings;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the vectors of an embedding model in the ledger of a run directory, so that no text is paid for twice. A pipeline does
 * this by itself; this is for filters outside one. Each vector is durable before it is used, and a run can take it over with
 * {@code reuse}. Safe for use by many threads, one call at a time; locks the directory until it is closed.
 *
 * <pre>{@code
 * try (EmbeddingCache cache = EmbeddingCache.open(embeddings, RunDirectory.at(Path.of("vectors")))) {
 *     Filters.kept(examples, Filters.semanticDuplicates(cache)).forEach(this::use);
 * }
 * }</pre>
 */
public final class EmbeddingCache implements EmbeddingModel, AutoCloseable {
    private final CachedEmbeddings cached;

    private EmbeddingCache(CachedEmbeddings cached) {
        this.cached = cached;
    }

    /**
     * Opens a cache; the model is closed by who made it.
     *
     * @throws io.augment.AugmentException if another process uses the directory
     */
    public static EmbeddingCache open(EmbeddingModel model, RunDirectory directory) {
        return new EmbeddingCache(new CachedEmbeddings(
                Objects.requireNonNull(model, "model"), Objects.requireNonNull(directory, "directory")));
    }

    @Override
    public synchronized List<float[]> embed(List<String> texts) {
        return cached.embed(texts);
    }

    @Override
    public synchronized EmbeddingReply embed(List<String> texts, CallScope scope) {
        return cached.embed(texts, scope);
    }

    @Override
    public ModelInfo info() {
        return cached.info();
    }

    @Override
    public void close() {
        cached.close();
    }
}
