package io.augment.openai;

import io.augment.chat.AuthenticationException;
import io.augment.chat.ModelInfo;
import io.augment.openai.internal.BaseUrl;
import io.augment.openai.internal.ChatEndpoint;
import io.augment.openai.internal.EmbeddingEndpoint;
import io.augment.openai.internal.Endpoint;
import io.augment.openai.internal.ErrorMapper;
import io.augment.openai.internal.HeaderRules;
import io.augment.openai.internal.HttpClients;
import io.augment.openai.internal.JsonFields;
import io.augment.openai.internal.RequestWriter;
import io.augment.openai.internal.Secrets;
import io.augment.openai.internal.TrainingEndpoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Settles what a builder left open and puts a model together. */
final class Assembly {
    private static final String ENV_BASE_URL = "OPENAI_BASE_URL";
    private static final String ENV_KEY = "OPENAI_API_KEY";

    private final OpenAiChatModel.Builder settings;
    private final String model;
    private final boolean usesEnvironment;
    private final OpenAiPreset preset;
    private final BaseUrl baseUrl;
    private final String shownUrl;
    private final @Nullable String keyVariable;
    private final @Nullable String key;

    Assembly(OpenAiChatModel.Builder settings) {
        this(settings, named(settings));
    }

    /** Settles the settings for another model than they name. */
    Assembly(OpenAiChatModel.Builder settings, String model) {
        this.settings = settings;
        this.model = model;
        // A key for one provider must not reach another one, so a foreign preset takes nothing from OPENAI_*.
        OpenAiPreset wanted = settings.preset;
        this.usesEnvironment = settings.fromEnvironment
                && (wanted == null || wanted == OpenAiPreset.OPENAI || wanted == OpenAiPreset.COMPATIBLE);
        BaseUrl url = settings.baseUrl;
        if (url == null && usesEnvironment) {
            String fromEnv = env(ENV_BASE_URL);
            url = fromEnv == null ? null : BaseUrl.parse(fromEnv);
        }
        this.preset = wanted != null ? wanted : url == null ? OpenAiPreset.OPENAI : OpenAiPreset.ofHost(url.host());
        if (url == null) {
            String standard = preset.baseUrl();
            if (standard == null) {
                throw new IllegalStateException("Set the server's address: baseUrl(\"http://host:port/v1\")");
            }
            url = BaseUrl.parse(standard);
        }
        this.baseUrl = url;
        this.shownUrl = url.shown();
        if (settings.apiKey != null && settings.keyVariable != null) {
            throw new IllegalStateException("The key was set in two ways: apiKey and apiKeyFromEnv");
        }
        this.keyVariable = keyVariable();
        this.key = key();
    }

    private static String named(OpenAiChatModel.Builder settings) {
        if (settings.model == null) {
            throw new IllegalStateException("Name the model: model(\"...\")");
        }
        return settings.model;
    }

    OpenAiChatModel model() {
        return new OpenAiChatModel(info(), call(endpoint()), shownUrl, settings.timeout);
    }

    /** Puts a training service together; the settings of replies play no part in it. */
    OpenAiTraining training(@Nullable BigDecimal pricePerMillion) {
        Endpoint endpoint = endpoint();
        ErrorMapper errors = new ErrorMapper(endpoint, settings.clock);
        return new OpenAiTraining(
                provider(),
                shownUrl,
                new TrainingEndpoint(call(endpoint), baseUrl, endpoint, errors),
                settings,
                pricePerMillion);
    }

    private String provider() {
        return settings.provider == null ? preset.provider() : settings.provider;
    }

    /** Puts an embedding model together; the settings of replies play no part in it. */
    OpenAiEmbeddingModel embeddings(@Nullable Integer dimensions) {
        Endpoint endpoint = endpoint().ofEmbeddings(baseUrl);
        ErrorMapper errors = new ErrorMapper(endpoint, settings.clock);
        ModelInfo info = info();
        if (dimensions != null) {
            Map<String, String> parameters = new TreeMap<>(info.parameters());
            parameters.put("dimensions", dimensions.toString());
            info = info.toBuilder().parameters(parameters).build();
        }
        return new OpenAiEmbeddingModel(
                info,
                new EmbeddingEndpoint(call(endpoint), errors, model, dimensions, settings.extraBodyCopy()),
                shownUrl,
                settings.timeout);
    }

    private OkHttpClient client() {
        return settings.client == null ? HttpClients.create() : HttpClients.adopt(settings.client);
    }

    private Endpoint endpoint() {
        return Endpoint.below(
                baseUrl, headers(), model, keyVariable, key != null, preset == OpenAiPreset.DASHSCOPE, secrets());
    }

    private ChatEndpoint call(Endpoint endpoint) {
        RequestWriter writer = new RequestWriter(
                model,
                settings.outputLimitField == null ? preset.outputLimitField(model) : settings.outputLimitField,
                settings.structuredReplies == null ? preset.structuredReplies() : settings.structuredReplies,
                preset.acceptsTopK(),
                settings.extraBodyCopy());
        return new ChatEndpoint(
                client(), settings.client == null, endpoint, writer, new ErrorMapper(endpoint, settings.clock));
    }

    private @Nullable String keyVariable() {
        if (settings.apiKey != null) {
            return null;
        }
        if (settings.keyVariable != null) {
            return settings.keyVariable;
        }
        return usesEnvironment ? ENV_KEY : preset.keyVariable();
    }

    private @Nullable String key() {
        if (settings.apiKey != null) {
            return settings.apiKey;
        }
        String value = keyVariable == null ? null : env(keyVariable);
        if (value != null) {
            return HeaderRules.key(value, "in " + keyVariable);
        }
        boolean required = settings.keyVariable != null || (preset.isKeyRequired() && settings.headers.isEmpty());
        if (required) {
            throw new AuthenticationException(
                    ErrorTexts.missingKey(Objects.requireNonNullElse(keyVariable, ENV_KEY), shownUrl),
                    null,
                    null,
                    null);
        }
        return null;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "augment");
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        setIfThere(headers, "OpenAI-Organization", settings.organization, "OPENAI_ORG_ID");
        setIfThere(headers, "OpenAI-Project", settings.project, "OPENAI_PROJECT_ID");
        headers.putAll(settings.headers);
        return headers;
    }

    private void setIfThere(Map<String, String> headers, String name, @Nullable String value, String variable) {
        String chosen = value == null && usesEnvironment ? env(variable) : value;
        if (chosen != null) {
            HeaderRules.check(name, chosen);
            headers.put(name, chosen);
        }
    }

    private Secrets secrets() {
        List<String> values = new ArrayList<>(settings.headers.values());
        if (key != null) {
            values.add(key);
        }
        return new Secrets(values);
    }

    private ModelInfo info() {
        Map<String, String> parameters = new TreeMap<>();
        settings.extraBody.forEach((name, value) -> parameters.put(name, JsonFields.toJson(value)));
        StructuredReplies structured = settings.structuredReplies;
        if (structured != null && structured != preset.structuredReplies()) {
            // It changes what the server makes of a schema, and so the replies.
            parameters.put("structured_replies", JsonFields.toJson(structured.name()));
        }
        return ModelInfo.builder(provider() + "/" + model)
                .parameters(parameters)
                .price(settings.price)
                .requestsPerMinute(settings.requestsPerMinute)
                .tokensPerMinute(settings.tokensPerMinute)
                .build();
    }

    private @Nullable String env(String variable) {
        String value = settings.environment.apply(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
