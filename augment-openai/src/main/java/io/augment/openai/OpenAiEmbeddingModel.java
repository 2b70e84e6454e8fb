package io.augment.openai;

import io.augment.chat.CallScope;
import io.augment.chat.EmbeddingModel;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.ModelInfo;
import io.augment.openai.internal.EmbeddingEndpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Embeds texts by a model behind an OpenAI-compatible API: OpenAI, DashScope, vLLM, llama.cpp server, Ollama and others.
 *
 * <p>Takes the settings of a chat model, of which those of replies play no part. Safe for use by many threads; blocking; each
 * call is one attempt. Close the model to close its connections; a client that was handed in stays open.
 *
 * <pre>{@code
 * EmbeddingModel embeddings =
 *         OpenAiEmbeddingModel.of(OpenAiChatModel.fromEnv().model("text-embedding-3-small"));
 * }</pre>
 */
public final class OpenAiEmbeddingModel implements EmbeddingModel, AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final ModelInfo info;
    private final EmbeddingEndpoint endpoint;
    private final String shownUrl;
    private final @Nullable Duration timeout;
    private volatile boolean closed;

    OpenAiEmbeddingModel(ModelInfo info, EmbeddingEndpoint endpoint, String shownUrl, @Nullable Duration timeout) {
        this.info = info;
        this.endpoint = endpoint;
        this.shownUrl = shownUrl;
        this.timeout = timeout;
    }

    /**
     * Creates a model of address, key, name, price and limits that were set for it.
     *
     * @throws IllegalStateException if the model's name or the base URL is missing, or the key was set in two ways
     * @throws io.augment.chat.AuthenticationException if the environment variable with the key is not set
     */
    public static OpenAiEmbeddingModel of(OpenAiChatModel.Builder settings) {
        return new Assembly(settings).embeddings(null);
    }

    /**
     * Creates a model that shortens its vectors, where it can.
     *
     * @param dimensions length of the vectors, at least 1; part of what keys them in the ledger
     * @throws IllegalArgumentException if {@code dimensions} is below 1
     * @throws IllegalStateException if the model's name or the base URL is missing, or the key was set in two ways
     * @throws io.augment.chat.AuthenticationException if the environment variable with the key is not set
     */
    public static OpenAiEmbeddingModel of(OpenAiChatModel.Builder settings, int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("A vector has at least 1 dimension, but was to have " + dimensions);
        }
        return new Assembly(settings).embeddings(dimensions);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public List<float[]> embed(List<String> texts) {
        return embed(texts, CallScope.ofTimeout(timeout == null ? DEFAULT_TIMEOUT : timeout))
                .vectors();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public EmbeddingReply embed(List<String> texts, CallScope scope) {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        Duration allowed = scope.timeout();
        return endpoint.send(texts, scope, timeout != null && timeout.compareTo(allowed) < 0 ? timeout : allowed);
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /** Aborts the calls under way and closes the connections, unless the client was handed in. */
    @Override
    public void close() {
        closed = true;
        endpoint.close();
    }

    @Override
    public String toString() {
        return "OpenAiEmbeddingModel[" + info.identity() + " at " + shownUrl + "]";
    }
}
