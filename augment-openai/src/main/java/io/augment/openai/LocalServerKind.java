package io.augment.openai;

/** Names the model servers that people run on their own machines. */
public enum LocalServerKind {
    /** llama.cpp's {@code llama-server}, usually on port 8080. */
    LLAMA_CPP("llama.cpp", "llama.cpp", OpenAiPreset.LLAMA_CPP, 8080),
    /** Ollama, usually on port 11434. */
    OLLAMA("Ollama", "ollama", OpenAiPreset.OLLAMA, 11434),
    /** vLLM, usually on port 8000. */
    VLLM("vLLM", "vllm", OpenAiPreset.VLLM, 8000),
    /** LM Studio, usually on port 1234. */
    LM_STUDIO("LM Studio", "lm-studio", OpenAiPreset.COMPATIBLE, 1234),
    /** Another server that speaks OpenAI's protocol. */
    OTHER("An OpenAI-compatible server", "openai-compatible", OpenAiPreset.COMPATIBLE, 0);

    private final String shownName;
    private final String provider;
    private final OpenAiPreset preset;
    private final int port;

    LocalServerKind(String shownName, String provider, OpenAiPreset preset, int port) {
        this.shownName = shownName;
        this.provider = provider;
        this.preset = preset;
        this.port = port;
    }

    /** Returns the name for people. */
    public String shownName() {
        return shownName;
    }

    /** Returns the preset whose dialect the server speaks. */
    public OpenAiPreset preset() {
        return preset;
    }

    /** Returns what begins the identity of the server's models. */
    String provider() {
        return provider;
    }

    /** Returns the usual port, or 0 where there is none. */
    int port() {
        return port;
    }
}
