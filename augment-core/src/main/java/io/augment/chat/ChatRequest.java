package io.augment.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for one reply. Immutable; equal when all fields that reach the model are.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.builder()
 *     .addMessage(ChatMessage.system("You write exam questions."))
 *     .addMessage(ChatMessage.user("One question about rivers."))
 *     .temperature(0.7)
 *     .build();
 * }</pre>
 */
public final class ChatRequest {
    /** Tokens that a reply may have where the caller says nothing. An output limit is always sent. */
    public static final int DEFAULT_MAX_TOKENS = 2048;

    private final List<ChatMessage> messages;
    private final int maxTokens;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Integer topK;
    private final @Nullable Double presencePenalty;
    private final @Nullable Double frequencyPenalty;
    private final @Nullable Long seed;
    private final List<String> stop;
    private final int topLogprobs;
    private final @Nullable JsonSchema replySchema;
    private final @Nullable PromptRef prompt;

    private ChatRequest(Builder builder) {
        this.messages = List.copyOf(builder.messages);
        this.maxTokens = builder.maxTokens;
        this.temperature = builder.temperature;
        this.topP = builder.topP;
        this.topK = builder.topK;
        this.presencePenalty = builder.presencePenalty;
        this.frequencyPenalty = builder.frequencyPenalty;
        this.seed = builder.seed;
        this.stop = List.copyOf(builder.stop);
        this.topLogprobs = builder.topLogprobs;
        this.replySchema = builder.replySchema;
        this.prompt = builder.prompt;
    }

    /** Creates a request with a single message of the user. */
    public static ChatRequest of(String userText) {
        return builder().addMessage(ChatMessage.user(userText)).build();
    }

    /** Starts a request. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.messages.addAll(messages);
        builder.maxTokens = maxTokens;
        builder.temperature = temperature;
        builder.topP = topP;
        builder.topK = topK;
        builder.presencePenalty = presencePenalty;
        builder.frequencyPenalty = frequencyPenalty;
        builder.seed = seed;
        builder.stop = stop;
        builder.topLogprobs = topLogprobs;
        builder.replySchema = replySchema;
        builder.prompt = prompt;
        return builder;
    }

    /** Returns the messages in order; at least one. */
    public List<ChatMessage> messages() {
        return messages;
    }

    /** Returns the text of the last message of the user, or an empty string. */
    public String lastUserText() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return messages.get(i).text();
            }
        }
        return "";
    }

    /** Returns how many tokens the reply may have; at least 1. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Returns the sampling temperature, 0 to 2, or null for the model's default. */
    public @Nullable Double temperature() {
        return temperature;
    }

    /** Returns the nucleus share, above 0 and at most 1, or null for the model's default. */
    public @Nullable Double topP() {
        return topP;
    }

    /** Returns how many tokens sampling may choose from, or null for the model's default. */
    public @Nullable Integer topK() {
        return topK;
    }

    /** Returns the presence penalty, -2 to 2, or null for the model's default. */
    public @Nullable Double presencePenalty() {
        return presencePenalty;
    }

    /** Returns the frequency penalty, -2 to 2, or null for the model's default. */
    public @Nullable Double frequencyPenalty() {
        return frequencyPenalty;
    }

    /** Returns the sampling seed, or null for none. */
    public @Nullable Long seed() {
        return seed;
    }

    /** Returns the texts that end a reply. */
    public List<String> stop() {
        return stop;
    }

    /** Returns how many log-probabilities are wanted for each token, 0 to 20; 0 asks for none. */
    public int topLogprobs() {
        return topLogprobs;
    }

    /** Returns the schema that the reply must follow, or null for free text. */
    public @Nullable JsonSchema replySchema() {
        return replySchema;
    }

    /** Returns the prompt that the request was made from, or null; for provenance only, never sent. */
    public @Nullable PromptRef prompt() {
        return prompt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatRequest that
                && messages.equals(that.messages)
                && maxTokens == that.maxTokens
                && Objects.equals(temperature, that.temperature)
                && Objects.equals(topP, that.topP)
                && Objects.equals(topK, that.topK)
                && Objects.equals(presencePenalty, that.presencePenalty)
                && Objects.equals(frequencyPenalty, that.frequencyPenalty)
                && Objects.equals(seed, that.seed)
                && stop.equals(that.stop)
                && topLogprobs == that.topLogprobs
                && Objects.equals(replySchema, that.replySchema);
    }

    @Override
    public int hashCode() {
        return Objects.hash(messages, maxTokens, temperature, topP, topK, seed, stop, topLogprobs, replySchema);
    }

    @Override
    public String toString() {
        return "ChatRequest[" + messages.size() + " messages, maxTokens " + maxTokens + "]";
    }

    /** Builds a {@link ChatRequest}. Not safe for use by many threads. */
    public static final class Builder {
        private final List<ChatMessage> messages = new ArrayList<>();
        private int maxTokens = DEFAULT_MAX_TOKENS;
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Integer topK;
        private @Nullable Double presencePenalty;
        private @Nullable Double frequencyPenalty;
        private @Nullable Long seed;
        private List<String> stop = List.of();
        private int topLogprobs;
        private @Nullable JsonSchema replySchema;
        private @Nullable PromptRef prompt;

        private Builder() {}

        /** Adds a message at the end. */
        public Builder addMessage(ChatMessage message) {
            messages.add(Objects.requireNonNull(message, "message"));
            return this;
        }

        /**
         * Limits the tokens of the reply.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder maxTokens(int value) {
            this.maxTokens = atLeast("maxTokens", value, 1);
            return this;
        }

        /**
         * Sets the sampling temperature; null for the model's default.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 2
         */
        public Builder temperature(@Nullable Double value) {
            this.temperature = within("temperature", value, 0, 2);
            return this;
        }

        /**
         * Sets the nucleus share; null for the model's default.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 1
         */
        public Builder topP(@Nullable Double value) {
            this.topP = within("topP", value, 0, 1);
            return this;
        }

        /**
         * Sets how many tokens sampling may choose from; null for the model's default.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder topK(@Nullable Integer value) {
            this.topK = value == null ? null : Integer.valueOf(atLeast("topK", value, 1));
            return this;
        }

        /**
         * Sets the presence penalty; null for the model's default.
         *
         * @throws IllegalArgumentException if the value is outside -2 to 2
         */
        public Builder presencePenalty(@Nullable Double value) {
            this.presencePenalty = within("presencePenalty", value, -2, 2);
            return this;
        }

        /**
         * Sets the frequency penalty; null for the model's default.
         *
         * @throws IllegalArgumentException if the value is outside -2 to 2
         */
        public Builder frequencyPenalty(@Nullable Double value) {
            this.frequencyPenalty = within("frequencyPenalty", value, -2, 2);
            return this;
        }

        /** Sets the sampling seed; null for none. */
        public Builder seed(@Nullable Long value) {
            this.seed = value;
            return this;
        }

        /** Sets the texts that end a reply. */
        public Builder stop(List<String> value) {
            this.stop = List.copyOf(value);
            return this;
        }

        /**
         * Asks for log-probabilities.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 20
         */
        public Builder topLogprobs(int value) {
            if (value < 0 || value > 20) {
                throw new IllegalArgumentException("topLogprobs must lie between 0 and 20, but was " + value);
            }
            this.topLogprobs = value;
            return this;
        }

        /** Sets the schema that the reply must follow; null for free text. */
        public Builder replySchema(@Nullable JsonSchema value) {
            this.replySchema = value;
            return this;
        }

        /** Notes the prompt that the request is made from. */
        public Builder prompt(@Nullable PromptRef value) {
            this.prompt = value;
            return this;
        }

        /**
         * Creates the request.
         *
         * @throws IllegalStateException if there is no message
         */
        public ChatRequest build() {
            if (messages.isEmpty()) {
                throw new IllegalStateException("A chat request needs at least one message");
            }
            return new ChatRequest(this);
        }

        private static int atLeast(String name, int value, int min) {
            if (value < min) {
                throw new IllegalArgumentException(name + " must be at least " + min + ", but was " + value);
            }
            return value;
        }

        private static @Nullable Double within(String name, @Nullable Double value, double min, double max) {
            if (value != null && !(value >= min && value <= max)) {
                throw new IllegalArgumentException(
                        name + " must lie between " + min + " and " + max + ", but was " + value);
            }
            return value;
        }
    }
}
