package io.augment.chat;

/**
 * Counts the tokens of a call as the provider billed them.
 *
 * @param promptTokens all tokens of the prompt, the cached ones included
 * @param cachedPromptTokens those prompt tokens that the provider had cached; at most {@code promptTokens}
 * @param completionTokens tokens of the reply, hidden reasoning included
 */
public record Usage(long promptTokens, long cachedPromptTokens, long completionTokens) {
    /**
     * Creates a count.
     *
     * @throws IllegalArgumentException if a count is negative, or more tokens were cached than there are
     */
    public Usage {
        if (promptTokens < 0 || cachedPromptTokens < 0 || completionTokens < 0 || cachedPromptTokens > promptTokens) {
            throw new IllegalArgumentException("Impossible usage: prompt " + promptTokens + ", cached "
                    + cachedPromptTokens + ", completion " + completionTokens);
        }
    }

    /** Creates a count without cached tokens. */
    public static Usage of(long promptTokens, long completionTokens) {
        return new Usage(promptTokens, 0, completionTokens);
    }

    /** Returns prompt and completion tokens together. */
    public long total() {
        return promptTokens + completionTokens;
    }
}
