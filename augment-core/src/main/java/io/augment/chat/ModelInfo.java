package io.augment.chat;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes a model: what keys its replies, what it costs, and how fast it may be asked.
 *
 * <p>Immutable.
 */
public final class ModelInfo {
    private static final ModelInfo UNNAMED = of("unnamed");

    private final String identity;
    private final Map<String, String> parameters;
    private final @Nullable Price price;
    private final @Nullable Integer requestsPerMinute;
    private final @Nullable Long tokensPerMinute;
    private final @Nullable TokenCounter tokenCounter;

    private ModelInfo(Builder builder) {
        this.identity = builder.identity;
        this.parameters = Collections.unmodifiableMap(new TreeMap<>(builder.parameters));
        this.price = builder.price;
        this.requestsPerMinute = builder.requestsPerMinute;
        this.tokensPerMinute = builder.tokensPerMinute;
        this.tokenCounter = builder.tokenCounter;
    }

    /** Creates a description from the identity alone. */
    public static ModelInfo of(String identity) {
        return builder(identity).build();
    }

    /**
     * Starts a description.
     *
     * @param identity provider and configured name, or a local file's digest, engine version and adapters; never a port, a
     *     key or a secret header
     * @throws IllegalArgumentException if the identity is blank
     */
    public static Builder builder(String identity) {
        return new Builder(identity);
    }

    /** Returns the description of a model that was given no name; a run accepts one such model at most. */
    public static ModelInfo unnamed() {
        return UNNAMED;
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder builder = new Builder(identity);
        builder.parameters = parameters;
        builder.price = price;
        builder.requestsPerMinute = requestsPerMinute;
        builder.tokensPerMinute = tokensPerMinute;
        builder.tokenCounter = tokenCounter;
        return builder;
    }

    /** Returns what names the model in the ledger and in provenance. */
    public String identity() {
        return identity;
    }

    /** Returns whether the model was given a name. */
    public boolean isNamed() {
        return !identity.equals(UNNAMED.identity);
    }

    /** Returns settings of the model that change its replies, such as extra body fields; part of the ledger's key. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Returns the price, or null when it is not known. */
    public @Nullable Price price() {
        return price;
    }

    /** Returns the requests allowed in a minute, or null when there is no such limit. */
    public @Nullable Integer requestsPerMinute() {
        return requestsPerMinute;
    }

    /** Returns the tokens, prompt and completion together, allowed in a minute; null when there is no such limit. */
    public @Nullable Long tokensPerMinute() {
        return tokensPerMinute;
    }

    /** Returns what counts a request's tokens, or null: then its bytes are taken for tokens, which is never too few. */
    public @Nullable TokenCounter tokenCounter() {
        return tokenCounter;
    }

    @Override
    public String toString() {
        return "ModelInfo[" + identity + "]";
    }

    /** Builds a {@link ModelInfo}. Not safe for use by many threads. */
    public static final class Builder {
        private final String identity;
        private Map<String, String> parameters = Map.of();
        private @Nullable Price price;
        private @Nullable Integer requestsPerMinute;
        private @Nullable Long tokensPerMinute;
        private @Nullable TokenCounter tokenCounter;

        private Builder(String identity) {
            if (identity.isBlank()) {
                throw new IllegalArgumentException("A model's identity must not be blank");
            }
            this.identity = identity;
        }

        /** Sets settings that change the model's replies. */
        public Builder parameters(Map<String, String> value) {
            this.parameters = new TreeMap<>(value);
            return this;
        }

        /** Sets the price; null when it is not known. */
        public Builder price(@Nullable Price value) {
            this.price = value;
            return this;
        }

        /**
         * Limits the requests in a minute; null for no limit.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder requestsPerMinute(@Nullable Integer value) {
            if (value != null && value < 1) {
                throw new IllegalArgumentException("requestsPerMinute must be at least 1, but was " + value);
            }
            this.requestsPerMinute = value;
            return this;
        }

        /**
         * Limits the tokens in a minute; null for no limit.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder tokensPerMinute(@Nullable Long value) {
            if (value != null && value < 1) {
                throw new IllegalArgumentException("tokensPerMinute must be at least 1, but was " + value);
            }
            this.tokensPerMinute = value;
            return this;
        }

        /** Sets what counts a request's tokens; null to take its bytes for tokens. */
        public Builder tokenCounter(@Nullable TokenCounter value) {
            this.tokenCounter = value;
            return this;
        }

        /** Creates the description. */
        public ModelInfo build() {
            return new ModelInfo(this);
        }
    }
}
