package io.augment.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a model's complete reply. Immutable. */
public final class ChatResponse {
    private final String text;
    private final @Nullable String reasoning;
    private final @Nullable String refusal;
    private final FinishReason finishReason;
    private final @Nullable Usage usage;
    private final @Nullable String model;
    private final @Nullable String id;
    private final List<TokenLogprob> logprobs;

    private ChatResponse(Builder builder) {
        this.text = builder.text;
        this.reasoning = builder.reasoning;
        this.refusal = builder.refusal;
        this.finishReason = builder.finishReason;
        this.usage = builder.usage;
        this.model = builder.model;
        this.id = builder.id;
        this.logprobs = List.copyOf(builder.logprobs);
    }

    /** Creates a reply that came to its natural end, without usage. */
    public static ChatResponse of(String text) {
        return builder(text).build();
    }

    /** Starts a reply with this text. */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** Returns the text of the reply; empty when the model said nothing. */
    public String text() {
        return text;
    }

    /** Returns the reasoning that a provider delivers beside the text, or null. */
    public @Nullable String reasoning() {
        return reasoning;
    }

    /** Returns the refusal that a provider delivers instead of text, or null. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Returns why the model stopped. */
    public FinishReason finishReason() {
        return finishReason;
    }

    /** Returns whether the reply ran into the output limit; such a reply never becomes a training row. */
    public boolean isTruncated() {
        return finishReason.equals(FinishReason.LENGTH);
    }

    /** Returns the tokens that were billed, or null when the provider did not say. */
    public @Nullable Usage usage() {
        return usage;
    }

    /** Returns the model's name as the provider reported it, or null. */
    public @Nullable String model() {
        return model;
    }

    /** Returns the provider's identifier of the reply or request, or null. */
    public @Nullable String id() {
        return id;
    }

    /** Returns the tokens with their log-probabilities; empty unless they were asked for and given. */
    public List<TokenLogprob> logprobs() {
        return logprobs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatResponse that
                && text.equals(that.text)
                && Objects.equals(reasoning, that.reasoning)
                && Objects.equals(refusal, that.refusal)
                && finishReason.equals(that.finishReason)
                && Objects.equals(usage, that.usage)
                && Objects.equals(model, that.model)
                && Objects.equals(id, that.id)
                && logprobs.equals(that.logprobs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, finishReason, usage, id);
    }

    @Override
    public String toString() {
        return "ChatResponse[" + finishReason.value() + ", " + text.length() + " characters]";
    }

    /** Builds a {@link ChatResponse}. Not safe for use by many threads. */
    public static final class Builder {
        private final String text;
        private @Nullable String reasoning;
        private @Nullable String refusal;
        private FinishReason finishReason = FinishReason.STOP;
        private @Nullable Usage usage;
        private @Nullable String model;
        private @Nullable String id;
        private List<TokenLogprob> logprobs = List.of();

        private Builder(String text) {
            this.text = Objects.requireNonNull(text, "text");
        }

        /** Sets the reasoning beside the text. */
        public Builder reasoning(@Nullable String value) {
            this.reasoning = value;
            return this;
        }

        /** Sets the refusal. */
        public Builder refusal(@Nullable String value) {
            this.refusal = value;
            return this;
        }

        /** Sets why the model stopped. */
        public Builder finishReason(FinishReason value) {
            this.finishReason = Objects.requireNonNull(value, "finishReason");
            return this;
        }

        /** Sets the billed tokens. */
        public Builder usage(@Nullable Usage value) {
            this.usage = value;
            return this;
        }

        /** Sets the model's name as the provider reported it. */
        public Builder model(@Nullable String value) {
            this.model = value;
            return this;
        }

        /** Sets the provider's identifier. */
        public Builder id(@Nullable String value) {
            this.id = value;
            return this;
        }

        /** Sets the tokens with their log-probabilities. */
        public Builder logprobs(List<TokenLogprob> value) {
            this.logprobs = List.copyOf(value);
            return this;
        }

        /** Creates the reply. */
        public ChatResponse build() {
            return new ChatResponse(this);
        }
    }
}
