package io.augment.examples.cli;

import io.augment.chat.EmbeddingModel;
import io.augment.openai.OpenAiEmbeddingModel;
import io.augment.run.EmbeddingCache;
import io.augment.run.RunDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says which model embeds texts, and where its vectors are kept. */
final class EmbeddingOptions {
    @Option(names = "--model", paramLabel = "NAME", description = "Embedding model, as its server names it.")
    private @Nullable String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Address of its OpenAI-compatible server; OpenAI's unless given.")
    private @Nullable String baseUrl;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "Environment variable that holds the API key. A server on this machine needs none.")
    private @Nullable String keyVariable;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "Directory that keeps the vectors, so that no text is paid for twice.")
    private @Nullable Path runDirectory;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Opens the model.
     *
     * @throws ParameterException if one is needed and none was named, or the other way round
     */
    Model model(boolean needed) {
        if (needed == (model == null)) {
            throw new ParameterException(
                    command.commandLine(),
                    needed
                            ? "Method embedding needs a model: --model NAME --base-url URL --key-env VAR"
                            : "Only method embedding takes a --model.");
        }
        if (model == null) {
            return new Model(null, null);
        }
        OpenAiEmbeddingModel embeddings =
                OpenAiEmbeddingModel.of(ModelOptions.server(model, baseUrl, keyVariable, true));
        return new Model(
                embeddings,
                runDirectory == null ? null : EmbeddingCache.open(embeddings, RunDirectory.at(runDirectory)));
    }

    /** Holds a model, its cache, or neither. */
    record Model(
            @Nullable OpenAiEmbeddingModel model, @Nullable EmbeddingCache cache) implements AutoCloseable {
        EmbeddingModel embeddings() {
            if (cache != null) {
                return cache;
            }
            if (model == null) {
                throw new IllegalStateException("There is no embedding model");
            }
            return model;
        }

        @Override
        public void close() {
            if (cache != null) {
                cache.close();
            }
            if (model != null) {
                model.close();
            }
        }
    }
}
