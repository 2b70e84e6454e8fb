package io.augment.local;

import io.augment.chat.CallScope;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.local.internal.serve.Defaults;
import io.augment.local.internal.serve.LocalModel;
import io.augment.local.internal.serve.ModelLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a model file in this process, in plain Java: GGUF files of llama, qwen2 and qwen3 models with chat templates of the
 * ChatML and Llama 3 families.
 *
 * <p>Safe for use by many threads; blocking. Requests that come together are computed together, and a prompt that begins
 * like an earlier one is computed from where it differs. A reply depends on the request and its seed alone, to the bit: not
 * on what else is under way, nor on threads, nor on whether the JVM has the Vector API. That API makes it several times
 * faster: start the JVM with {@code --add-modules jdk.incubator.vector}. Models above half a billion parameters are better
 * served by {@code llama-server}.
 *
 * <p>The weights stay in the file, which is mapped and must not change while the model is open; memory is taken for the
 * slots. A call ends when its {@link CallScope} is cancelled, its time is over, its thread is interrupted or the model is
 * closed. A reply that goes round in circles is ended early and, like every reply that ran into its limit, reported as
 * {@link io.augment.chat.FinishReason#LENGTH}. Message texts are never read for control tokens.
 *
 * <pre>{@code
 * try (GgufChatModel student = GgufChatModel.of(Path.of("student-q8_0.gguf"))) {
 *     String text = student.chat(ChatRequest.of("Write a question about rivers.")).text();
 * }
 * }</pre>
 */
public final class GgufChatModel implements ChatModel, AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private final LocalModel model;
    private final ModelInfo info;
    private final Defaults defaults;
    private final AtomicLong seeds;
    private final Path file;
    private volatile boolean closed;

    private GgufChatModel(Builder builder) {
        ModelLoader.Loaded loaded = ModelLoader.load(new ModelLoader.Plan(
                builder.file,
                builder.adapters,
                builder.threads,
                builder.parallel,
                builder.contextPerSlot,
                builder.thinking));
        this.model = loaded.model();
        this.file = builder.file;
        this.defaults =
                new Defaults(builder.temperature, builder.topK, builder.topP, builder.minP, builder.repetitionPenalty);
        this.seeds = new AtomicLong(builder.seed);
        this.info = ModelInfo.builder(loaded.identity())
                .parameters(Map.of(
                        "temperature", String.valueOf(builder.temperature),
                        "topK", String.valueOf(builder.topK),
                        "topP", String.valueOf(builder.topP),
                        "minP", String.valueOf(builder.minP),
                        "repetitionPenalty", String.valueOf(builder.repetitionPenalty)))
                .price(builder.price)
                .tokenCounter(request -> model.prompt(request).length)
                .build();
    }

    /**
     * Opens a model file with the usual options.
     *
     * @throws ModelFileException if the file is damaged or not supported, or the model needs more memory than there is
     */
    public static GgufChatModel of(Path file) {
        return builder(file).build();
    }

    /** Starts a model from a file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.chat.BadRequestException if prompt and reply together do not fit into a slot
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public ChatResponse chat(ChatRequest request) {
        return chat(request, CallScope.ofTimeout(DEFAULT_TIMEOUT));
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.chat.BadRequestException if prompt and reply together do not fit into a slot
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public ChatResponse chat(ChatRequest request, CallScope scope) {
        requireOpen();
        long seed = request.seed() == null ? seeds.getAndIncrement() : request.seed();
        return model.chat(request, defaults, seed, scope, scope.timeout());
    }

    /**
     * Returns how probable it is that the reply begins with each of some labels, as if it could begin with nothing else: the
     * shares sum to 1. A judge's score over the labels 1 to 5 is the sum of label times share.
     *
     * @param request its messages are the prompt; its sampling does not count
     * @param labels two or more texts; for the model none may be the beginning of another
     * @throws io.augment.chat.BadRequestException if the labels cannot be told apart, or the prompt does not fit into a slot
     * @throws io.augment.chat.ChatException if the call was cancelled
     * @throws IllegalStateException if the model was closed
     */
    public Map<String, Double> scoreChoices(ChatRequest request, List<String> labels) {
        requireOpen();
        return model.scoreChoices(request, List.copyOf(labels), CallScope.ofTimeout(DEFAULT_TIMEOUT), DEFAULT_TIMEOUT);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    /** Returns the identity: the digest of the file, the version of the engine, and the digests of the adapters. */
    @Override
    public ModelInfo info() {
        return info;
    }

    /** Ends the calls under way and gives the memory back. */
    @Override
    public void close() {
        closed = true;
        model.close();
    }

    @Override
    public String toString() {
        return "GgufChatModel[" + file + "]";
    }

    /** Builds a {@link GgufChatModel}. Not safe for use by many threads. */
    public static final class Builder {
        private final Path file;
        private final Map<Path, Double> adapters = new LinkedHashMap<>();
        private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        private int parallel = 4;
        private int contextPerSlot;
        private long seed;
        private boolean thinking;
        private double temperature = Defaults.USUAL.temperature();
        private int topK = Defaults.USUAL.topK();
        private double topP = Defaults.USUAL.topP();
        private double minP = Defaults.USUAL.minP();
        private double repetitionPenalty = Defaults.USUAL.repetitionPenalty();
        private Price price = Price.perMillion("0", "0");

        private Builder(Path file) {
            this.file = Objects.requireNonNull(file, "file");
        }

        /**
         * Adds a LoRA adapter, a GGUF file made for the same base model.
         *
         * @param value how strongly it counts: 1 as it was trained, 0 not at all
         * @throws IllegalArgumentException if the scale is no finite number
         */
        public Builder adapter(Path adapter, double value) {
            check(Double.isFinite(value), "An adapter's scale must be a finite number, but was ", value);
            adapters.put(Objects.requireNonNull(adapter, "adapter"), value);
            return this;
        }

        /**
         * Sets how many threads compute; by default one less than there are processors.
         *
         * @throws IllegalArgumentException if the value is below 1 or above 1024
         */
        public Builder threads(int value) {
            check(value >= 1 && value <= 1024, "threads must lie between 1 and 1024, but was ", value);
            this.threads = value;
            return this;
        }

        /**
         * Sets how many requests are computed side by side; 4 by default. More wait.
         *
         * @throws IllegalArgumentException if the value is below 1 or above 1024
         */
        public Builder parallel(int value) {
            check(value >= 1 && value <= 1024, "parallel must lie between 1 and 1024, but was ", value);
            this.parallel = value;
            return this;
        }

        /**
         * Sets how many tokens, prompt and reply together, a request may have; by default 4096, or less where the model or the
         * memory has less. Beyond what a model was trained for its text gets worse.
         *
         * @throws IllegalArgumentException if the value is below 2
         */
        public Builder contextPerSlot(int value) {
            check(value >= 2, "contextPerSlot must be at least 2, but was ", value);
            this.contextPerSlot = value;
            return this;
        }

        /**
         * Sets the seed of the first request that brings none; each later one takes the next, so that a program that asks in the
         * same order gets the same replies. 0 by default.
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Sets whether a model that can think aloud before it answers does so; by default it does not. */
        public Builder thinking(boolean value) {
            this.thinking = value;
            return this;
        }

        /**
         * Sets the temperature of requests that bring none; 0.7 by default.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 2
         */
        public Builder temperature(double value) {
            check(value >= 0 && value <= 2, "temperature must lie between 0 and 2, but was ", value);
            this.temperature = value;
            return this;
        }

        /**
         * Sets how many tokens a request that does not say may choose from; 20 by default, 0 for all.
         *
         * @throws IllegalArgumentException if the value is negative
         */
        public Builder topK(int value) {
            check(value >= 0, "topK must not be negative, but was ", value);
            this.topK = value;
            return this;
        }

        /**
         * Sets the nucleus share of requests that bring none; 0.8 by default.
         *
         * @throws IllegalArgumentException if the value is not above 0 and up to 1
         */
        public Builder topP(double value) {
            check(value > 0 && value <= 1, "topP must lie above 0 and up to 1, but was ", value);
            this.topP = value;
            return this;
        }

        /**
         * Sets the least probability of a token, as a share of the best one's; 0 by default.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 1
         */
        public Builder minP(double value) {
            check(value >= 0 && value <= 1, "minP must lie between 0 and 1, but was ", value);
            this.minP = value;
            return this;
        }

        /**
         * Sets what the scores of tokens that were there before are divided by; 1, for no penalty, by default.
         *
         * @throws IllegalArgumentException if the value is not above 0 and up to 10
         */
        public Builder repetitionPenalty(double value) {
            check(value > 0 && value <= 10, "repetitionPenalty must lie above 0 and up to 10, but was ", value);
            this.repetitionPenalty = value;
            return this;
        }

        /** Sets what the model costs, for comparisons; nothing by default. */
        public Builder price(Price value) {
            this.price = Objects.requireNonNull(value, "price");
            return this;
        }

        /**
         * Opens the file, computes its digest and starts the engine.
         *
         * @throws ModelFileException if a file is damaged or not supported, or the model needs more memory than there is
         */
        public GgufChatModel build() {
            return new GgufChatModel(this);
        }

        @Override
        public String toString() {
            return "GgufChatModel.Builder[" + file + "]";
        }

        private static void check(boolean right, String rule, Object value) {
            if (!right) {
                throw new IllegalArgumentException(rule + value);
            }
        }
    }
}
