package io.augment.openai;

import io.augment.chat.CallScope;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.openai.internal.BaseUrl;
import io.augment.openai.internal.ChatEndpoint;
import io.augment.openai.internal.HeaderRules;
import io.augment.openai.internal.JsonFields;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a model behind an OpenAI-compatible chat API.
 *
 * <p>Safe for use by many threads; blocking; each call is one attempt, and nothing that a server may have seen is sent
 * twice. Redirects are not followed. A call ends when its {@link CallScope} is cancelled or its time is over; an interrupt
 * ends it too on virtual threads, while a platform thread that waits for a socket hears of it only through the scope. A
 * cancelled call throws a {@link io.augment.chat.ChatException} with the reason {@code cancelled}.
 *
 * <p>Close the model to close its connections; a client that was handed in stays open.
 *
 * <pre>{@code
 * ChatModel teacher = OpenAiChatModel.fromEnv().model("qwen-max").build();
 * }</pre>
 */
public final class OpenAiChatModel implements ChatModel, AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private final ModelInfo info;
    private final ChatEndpoint endpoint;
    private final String shownUrl;
    private final @Nullable Duration timeout;
    private volatile boolean closed;

    OpenAiChatModel(ModelInfo info, ChatEndpoint endpoint, String shownUrl, @Nullable Duration timeout) {
        this.info = info;
        this.endpoint = endpoint;
        this.shownUrl = shownUrl;
        this.timeout = timeout;
    }

    /** Starts a model whose address and key are set by the program. */
    public static Builder builder() {
        return new Builder(System::getenv, false);
    }

    /**
     * Starts a model from the environment: {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}, {@code OPENAI_ORG_ID} and {@code
     * OPENAI_PROJECT_ID}. Only the model's name is missing. A preset of another provider replaces all four.
     */
    public static Builder fromEnv() {
        return new Builder(System::getenv, true);
    }

    /** Does the same for an environment of the caller's, for tests. */
    static Builder fromEnv(Map<String, String> environment) {
        return new Builder(environment::get, true);
    }

    /** Does the same for an environment of the caller's, for tests. */
    static Builder builder(Map<String, String> environment) {
        return new Builder(environment::get, false);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public ChatResponse chat(ChatRequest request) {
        return chat(request, CallScope.ofTimeout(timeout == null ? DEFAULT_TIMEOUT : timeout));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model was closed
     */
    @Override
    public ChatResponse chat(ChatRequest request, CallScope scope) {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        Duration allowed = scope.timeout();
        return endpoint.send(request, scope, timeout != null && timeout.compareTo(allowed) < 0 ? timeout : allowed);
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
        return "OpenAiChatModel[" + info.identity() + " at " + shownUrl + "]";
    }

    /** Builds an {@link OpenAiChatModel}. Not safe for use by many threads. */
    public static final class Builder {
        private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9._-]+");

        final Function<String, @Nullable String> environment;
        final boolean fromEnvironment;
        final Map<String, String> headers = new LinkedHashMap<>();
        final SortedMap<String, @Nullable Object> extraBody = new TreeMap<>();

        @Nullable
        OpenAiPreset preset;

        @Nullable
        BaseUrl baseUrl;

        @Nullable
        String apiKey;

        @Nullable
        String keyVariable;

        @Nullable
        String model;

        @Nullable
        String provider;

        @Nullable
        String organization;

        @Nullable
        String project;

        @Nullable
        OutputLimitField outputLimitField;

        @Nullable
        StructuredReplies structuredReplies;

        @Nullable
        Price price;

        @Nullable
        Integer requestsPerMinute;

        @Nullable
        Long tokensPerMinute;

        @Nullable
        Duration timeout;

        @Nullable
        OkHttpClient client;

        Clock clock = Clock.systemUTC();

        private Builder(Function<String, @Nullable String> environment, boolean fromEnvironment) {
            this.environment = environment;
            this.fromEnvironment = fromEnvironment;
        }

        /** Sets the provider; by default it follows from the base URL's host. */
        public Builder preset(OpenAiPreset value) {
            this.preset = Objects.requireNonNull(value, "preset");
            return this;
        }

        /**
         * Sets the address that {@code /chat/completions} stands below, such as {@code http://localhost:8000/v1}.
         *
         * @throws IllegalArgumentException if the value is no HTTP URL or holds a user name
         */
        public Builder baseUrl(String value) {
            this.baseUrl = BaseUrl.parse(value);
            return this;
        }

        /**
         * Sets the key itself; {@link #apiKeyFromEnv} keeps it out of the program.
         *
         * @throws IllegalArgumentException if the value is empty or holds a character that no key has
         */
        public Builder apiKey(String value) {
            this.apiKey = HeaderRules.key(value, "given to apiKey");
            return this;
        }

        /** Names the environment variable that holds the key; it must be set when the model is built. */
        public Builder apiKeyFromEnv(String variable) {
            this.keyVariable = Objects.requireNonNull(variable, "variable");
            return this;
        }

        /**
         * Sets the model's name as the provider knows it; required.
         *
         * @throws IllegalArgumentException if the value is blank
         */
        public Builder model(String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("A model's name must not be blank");
            }
            this.model = value;
            return this;
        }

        /**
         * Sets the provider's name, which begins the model's identity in ledger and provenance; by default the preset's.
         *
         * @throws IllegalArgumentException if the value has other characters than letters, digits, dots, hyphens and
         *     underscores
         */
        public Builder provider(String value) {
            if (!PROVIDER.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "A provider's name has letters, digits, dots, hyphens and underscores, but was: " + value);
            }
            this.provider = value;
            return this;
        }

        /**
         * Sets the organization that is billed.
         *
         * @throws IllegalArgumentException if no header can carry the value
         */
        public Builder organization(String value) {
            HeaderRules.check("OpenAI-Organization", value);
            this.organization = value;
            return this;
        }

        /**
         * Sets the project that is billed.
         *
         * @throws IllegalArgumentException if no header can carry the value
         */
        public Builder project(String value) {
            HeaderRules.check("OpenAI-Project", value);
            this.project = value;
            return this;
        }

        /**
         * Adds a header to every request. Its value is treated as a secret: it is not part of the model's identity and
         * appears in no message.
         *
         * @throws IllegalArgumentException if the header cannot be sent, or is one that the client writes itself
         */
        public Builder header(String name, String value) {
            HeaderRules.check(name, value);
            headers.put(name, value);
            return this;
        }

        /**
         * Adds a field to every request body, such as {@code extraBody("enable_thinking", false)}. It is part of what keys
         * the replies in the ledger.
         *
         * @param value null, a text, a truth value, a number, or a list or map of such values
         * @throws IllegalArgumentException if the request writes this field itself, or JSON cannot hold the value
         */
        public Builder extraBody(String name, @Nullable Object value) {
            extraBody.put(name, JsonFields.checked(name, value));
            return this;
        }

        /**
         * Adds fields to every request body.
         *
         * @throws IllegalArgumentException as {@link #extraBody(String, Object)} does
         */
        public Builder extraBody(Map<String, ? extends @Nullable Object> fields) {
            fields.forEach(this::extraBody);
            return this;
        }

        /** Sets the field that limits a reply; by default it follows from preset and model. */
        public Builder outputLimitField(OutputLimitField value) {
            this.outputLimitField = Objects.requireNonNull(value, "outputLimitField");
            return this;
        }

        /** Sets how the server is asked to follow a reply schema; by default it follows from the preset. */
        public Builder structuredReplies(StructuredReplies value) {
            this.structuredReplies = Objects.requireNonNull(value, "structuredReplies");
            return this;
        }

        /** Sets the price, without which no budget in money can be kept. */
        public Builder price(Price value) {
            this.price = Objects.requireNonNull(value, "price");
            return this;
        }

        /**
         * Sets how many requests the run may send in a minute.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder requestsPerMinute(int value) {
            this.requestsPerMinute = Math.toIntExact(atLeastOne("requestsPerMinute", value));
            return this;
        }

        /**
         * Sets how many tokens, prompt and reply together, the run may use in a minute.
         *
         * @throws IllegalArgumentException if the value is below 1
         */
        public Builder tokensPerMinute(long value) {
            this.tokensPerMinute = atLeastOne("tokensPerMinute", value);
            return this;
        }

        /**
         * Limits the time of each call, from the first byte sent to the last one received; a call's scope may allow less.
         * Without it the scope alone counts, and calls without a scope get 10 minutes.
         *
         * @throws IllegalArgumentException if the value is not positive
         */
        public Builder timeout(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("timeout must be positive, but was " + value);
            }
            this.timeout = value;
            return this;
        }

        /**
         * Uses the caller's client: its connections, proxies, certificates and interceptors. Redirects stay off, and reading
         * and writing are limited by the call's own time alone. The caller closes it.
         */
        public Builder httpClient(OkHttpClient value) {
            this.client = Objects.requireNonNull(value, "httpClient");
            return this;
        }

        /** Sets the clock that turns a date in {@code Retry-After} into a waiting time. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Creates the model; nothing is sent yet.
         *
         * @throws IllegalStateException if the model's name or the base URL is missing, or the key was set in two ways
         * @throws io.augment.chat.AuthenticationException if the environment variable with the key is not set
         */
        public OpenAiChatModel build() {
            return new Assembly(this).model();
        }

        /** Returns a builder with the same settings, on which later changes of this one have no effect. */
        Builder copy() {
            Builder copy = new Builder(environment, fromEnvironment);
            copy.headers.putAll(headers);
            copy.extraBody.putAll(extraBody);
            copy.preset = preset;
            copy.baseUrl = baseUrl;
            copy.apiKey = apiKey;
            copy.keyVariable = keyVariable;
            copy.model = model;
            copy.provider = provider;
            copy.organization = organization;
            copy.project = project;
            copy.outputLimitField = outputLimitField;
            copy.structuredReplies = structuredReplies;
            copy.price = price;
            copy.requestsPerMinute = requestsPerMinute;
            copy.tokensPerMinute = tokensPerMinute;
            copy.timeout = timeout;
            copy.client = client;
            copy.clock = clock;
            return copy;
        }

        /** Shows no key and no header. */
        @Override
        public String toString() {
            return "OpenAiChatModel.Builder[" + model + "]";
        }

        SortedMap<String, @Nullable Object> extraBodyCopy() {
            return Collections.unmodifiableSortedMap(new TreeMap<>(extraBody));
        }

        private static long atLeastOne(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
            }
            return value;
        }
    }
}
