package io.augment.openai;

import io.augment.chat.AuthenticationException;
import io.augment.chat.CallScope;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.openai.internal.BaseUrl;
import io.augment.openai.internal.ChatEndpoint;
import io.augment.openai.internal.EasEndpoint;
import io.augment.openai.internal.Endpoint;
import io.augment.openai.internal.ErrorMapper;
import io.augment.openai.internal.HeaderRules;
import io.augment.openai.internal.HttpClients;
import io.augment.openai.internal.RequestWriter;
import io.augment.openai.internal.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a model that Alibaba Cloud PAI-EAS serves by its own protocol: {@code prompt}, {@code system_prompt}, {@code history}
 * and the sampling settings in, {@code response} out, and a token in {@code Authorization} without {@code Bearer}. Services that
 * speak OpenAI's protocol below {@code /v1} are used by {@link OpenAiChatModel} with their token as the key.
 *
 * <p>The protocol has no seed, penalties, log-probabilities or reply schemas: a request's are left out. It knows no stop texts: the
 * reply is cut at the first. It tells neither tokens nor why a reply ended, so a reply that ran into its limit cannot be told from
 * a whole one; ask for more tokens than any answer needs. A stream is read as well, should the service send one.
 *
 * <p>Safe for use by many threads; blocking; each call is one attempt. Close the model to close its connections; a client that was
 * handed in stays open.
 *
 * <pre>{@code
 * ChatModel student = PaiEasChatModel.builder()
 *     .endpoint("http://1234.cn-hangzhou.pai-eas.aliyuncs.com/api/predict/qwen2_exp")
 *     .tokenFromEnv("PAI_EAS_TOKEN")
 *     .build();
 * }</pre>
 */
public final class PaiEasChatModel implements ChatModel, AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private final ModelInfo info;
    private final EasEndpoint endpoint;
    private final String shownUrl;
    private final @Nullable Duration timeout;
    private volatile boolean closed;

    private PaiEasChatModel(ModelInfo info, EasEndpoint endpoint, String shownUrl, @Nullable Duration timeout) {
        this.info = info;
        this.endpoint = endpoint;
        this.shownUrl = shownUrl;
        this.timeout = timeout;
    }

    /** Starts a model. */
    public static Builder builder() {
        return new Builder(System::getenv);
    }

    /** Starts a model in an environment of the caller's, for tests. */
    static Builder builder(Function<String, @Nullable String> environment) {
        return new Builder(environment);
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
        return "PaiEasChatModel[" + info.identity() + " at " + shownUrl + "]";
    }

    /** Builds a {@link PaiEasChatModel}. Not safe for use by many threads. */
    public static final class Builder {
        private final Function<String, @Nullable String> environment;
        private @Nullable BaseUrl endpoint;
        private @Nullable String token;
        private @Nullable String tokenVariable;
        private @Nullable String model;
        private @Nullable Price price;
        private @Nullable Integer requestsPerMinute;
        private @Nullable Duration timeout;
        private @Nullable OkHttpClient client;

        private Builder(Function<String, @Nullable String> environment) {
            this.environment = environment;
        }

        /**
         * Sets the address of the service as the console shows it; required.
         *
         * @throws IllegalArgumentException if the value is no HTTP URL or holds a user name
         */
        public Builder endpoint(String value) {
            this.endpoint = BaseUrl.parse(value);
            return this;
        }

        /**
         * Sets the token itself; {@link #tokenFromEnv} keeps it out of the program.
         *
         * @throws IllegalArgumentException if the value is empty or holds a character that no token has
         */
        public Builder token(String value) {
            this.token = HeaderRules.key(value, "given to token");
            return this;
        }

        /** Names the environment variable that holds the token; it must be set when the model is built. */
        public Builder tokenFromEnv(String variable) {
            this.tokenVariable = Objects.requireNonNull(variable, "variable");
            return this;
        }

        /**
         * Sets the model's name in ledger and provenance; the last part of the address unless set.
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
            if (value < 1) {
                throw new IllegalArgumentException("requestsPerMinute must be at least 1, but was " + value);
            }
            this.requestsPerMinute = value;
            return this;
        }

        /**
         * Limits the time of each call; a call's scope may allow less.
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

        /** Uses the caller's client, with redirects off; the caller closes it. */
        public Builder httpClient(OkHttpClient value) {
            this.client = Objects.requireNonNull(value, "httpClient");
            return this;
        }

        /**
         * Creates the model; nothing is sent yet.
         *
         * @throws IllegalStateException if the address is missing, or the token was set in two ways
         * @throws AuthenticationException if the environment variable with the token is not set
         */
        public PaiEasChatModel build() {
            BaseUrl url = endpoint;
            if (url == null) {
                throw new IllegalStateException("Set the service's address: endpoint(\"http://...\")");
            }
            String secret = secret(url);
            String segment = url.lastSegment();
            String name = model != null ? model : segment.isEmpty() ? url.host() : segment;
            Endpoint target = Endpoint.at(
                    url,
                    headers(secret),
                    name,
                    tokenVariable,
                    secret != null,
                    new Secrets(secret == null ? List.of() : List.of(secret)));
            OkHttpClient http = client == null ? HttpClients.create() : HttpClients.adopt(client);
            ErrorMapper errors = new ErrorMapper(target, Clock.systemUTC());
            RequestWriter unused = new RequestWriter(
                    name,
                    OutputLimitField.MAX_TOKENS,
                    StructuredReplies.JSON_SCHEMA,
                    true,
                    Collections.unmodifiableSortedMap(new TreeMap<>()));
            ModelInfo info = ModelInfo.builder("pai-eas/" + name)
                    .price(price)
                    .requestsPerMinute(requestsPerMinute)
                    .build();
            return new PaiEasChatModel(
                    info,
                    new EasEndpoint(new ChatEndpoint(http, client == null, target, unused, errors), errors),
                    url.shown(),
                    timeout);
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return "PaiEasChatModel.Builder[" + model + "]";
        }

        private @Nullable String secret(BaseUrl url) {
            if (token != null && tokenVariable != null) {
                throw new IllegalStateException("The token was set in two ways: token and tokenFromEnv");
            }
            if (tokenVariable == null) {
                return token;
            }
            String value = environment.apply(tokenVariable);
            if (value == null || value.isBlank()) {
                throw new AuthenticationException(
                        "No token for " + url.shown() + ": the environment variable " + tokenVariable
                                + " is not set. The console shows it under the service's call information.",
                        null,
                        null,
                        null);
            }
            return HeaderRules.key(value, "in " + tokenVariable);
        }

        private static Map<String, String> headers(@Nullable String secret) {
            Map<String, String> headers = new TreeMap<>();
            headers.put("Accept", "application/json");
            headers.put("User-Agent", "augment");
            if (secret != null) {
                headers.put("Authorization", secret);
            }
            return headers;
        }
    }
}
