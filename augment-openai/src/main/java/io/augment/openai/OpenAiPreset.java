package io.augment.openai;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows a provider's address, key variable and dialect. Each part can be overridden in the builder.
 *
 * <p>Sources: the providers' documentation of their OpenAI-compatible endpoints, and llama.cpp's {@code server-common.cpp}
 * for its reply formats.
 */
public enum OpenAiPreset {
    /** OpenAI itself. */
    OPENAI(
            "openai",
            "https://api.openai.com/v1",
            "OPENAI_API_KEY",
            true,
            OutputLimitField.MAX_COMPLETION_TOKENS,
            StructuredReplies.JSON_SCHEMA,
            false),
    /**
     * Alibaba Cloud Model Studio (DashScope) in its compatible mode: the Qwen models. The address is the one for mainland
     * China; accounts elsewhere set {@code https://dashscope-intl.aliyuncs.com/compatible-mode/v1}.
     */
    DASHSCOPE(
            "dashscope",
            "https://dashscope.aliyuncs.com/compatible-mode/v1",
            "DASHSCOPE_API_KEY",
            true,
            OutputLimitField.MAX_TOKENS,
            StructuredReplies.JSON_OBJECT,
            true),
    /** A vLLM server; its key is optional. */
    VLLM(
            "vllm",
            "http://localhost:8000/v1",
            "VLLM_API_KEY",
            false,
            OutputLimitField.MAX_TOKENS,
            StructuredReplies.JSON_SCHEMA,
            true),
    /** A llama.cpp server; its key is optional. */
    LLAMA_CPP(
            "llama.cpp",
            "http://localhost:8080/v1",
            "LLAMA_API_KEY",
            false,
            OutputLimitField.MAX_TOKENS,
            StructuredReplies.JSON_SCHEMA,
            true),
    /** An Ollama server, which asks for no key. */
    OLLAMA(
            "ollama",
            "http://localhost:11434/v1",
            null,
            false,
            OutputLimitField.MAX_TOKENS,
            StructuredReplies.JSON_SCHEMA,
            false),
    /** Any other compatible server; its base URL must be set. */
    COMPATIBLE(
            "openai-compatible", null, null, false, OutputLimitField.MAX_TOKENS, StructuredReplies.JSON_SCHEMA, true);

    /** OpenAI's reasoning models, also behind a router's prefix ({@code openai/o3}); {@code gpt-oss} is not one of them. */
    private static final Pattern REASONING_FAMILY = Pattern.compile("(?:.*/)?(?:o[1-9](?:-.*)?|gpt-[5-9].*)");

    private final String provider;
    private final @Nullable String baseUrl;
    private final @Nullable String keyVariable;
    private final boolean keyRequired;
    private final OutputLimitField outputLimitField;
    private final StructuredReplies structuredReplies;
    private final boolean topK;

    OpenAiPreset(
            String provider,
            @Nullable String baseUrl,
            @Nullable String keyVariable,
            boolean keyRequired,
            OutputLimitField outputLimitField,
            StructuredReplies structuredReplies,
            boolean topK) {
        this.provider = provider;
        this.baseUrl = baseUrl;
        this.keyVariable = keyVariable;
        this.keyRequired = keyRequired;
        this.outputLimitField = outputLimitField;
        this.structuredReplies = structuredReplies;
        this.topK = topK;
    }

    /** Returns the preset of a host: {@link #OPENAI} and {@link #DASHSCOPE} by name, else {@link #COMPATIBLE}. */
    public static OpenAiPreset ofHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("api.openai.com")) {
            return OPENAI;
        }
        return name.startsWith("dashscope") && name.endsWith(".aliyuncs.com") ? DASHSCOPE : COMPATIBLE;
    }

    /** Returns the provider's name, which begins a model's identity. */
    public String provider() {
        return provider;
    }

    /** Returns the address that requests go to, or null where the user must set it. */
    public @Nullable String baseUrl() {
        return baseUrl;
    }

    /** Returns the environment variable that holds the key, or null where no key is asked for. */
    public @Nullable String keyVariable() {
        return keyVariable;
    }

    /** Returns whether no request can succeed without a key. */
    public boolean isKeyRequired() {
        return keyRequired;
    }

    /** Returns the field that limits the reply of a model: the preset's own, or the one that the model's family needs. */
    public OutputLimitField outputLimitField(String model) {
        return this == COMPATIBLE && REASONING_FAMILY.matcher(model).matches()
                ? OutputLimitField.MAX_COMPLETION_TOKENS
                : outputLimitField;
    }

    /** Returns how the server is asked to follow a reply schema. */
    public StructuredReplies structuredReplies() {
        return structuredReplies;
    }

    /** Returns whether {@code top_k} is sent; where the server does not know it, a request's {@code topK} is left out. */
    public boolean acceptsTopK() {
        return topK;
    }
}
