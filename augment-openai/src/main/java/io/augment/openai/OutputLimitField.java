package io.augment.openai;

/** Names the request field that limits the tokens of a reply; providers differ. */
public enum OutputLimitField {
    /** The original name, which every compatible server knows. */
    MAX_TOKENS("max_tokens"),
    /** The name that OpenAI's reasoning models insist on; it counts hidden reasoning too. */
    MAX_COMPLETION_TOKENS("max_completion_tokens");

    private final String jsonName;

    OutputLimitField(String jsonName) {
        this.jsonName = jsonName;
    }

    /** Returns the field's name in the request body. */
    public String jsonName() {
        return jsonName;
    }
}
