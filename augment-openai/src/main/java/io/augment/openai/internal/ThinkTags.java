package io.augment.openai.internal;

import org.jspecify.annotations.Nullable;

/**
 * Takes a model's thinking out of its text, where a server left it in: {@code <think>…</think>} at the start. Some chat
 * templates open the tag in the prompt, so that only the closing one is in the text; it counts when it stands on a line of
 * its own.
 *
 * @param reasoning the thinking, or null if there was none
 * @param text the rest
 */
record ThinkTags(@Nullable String reasoning, String text) {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    static ThinkTags split(String content) {
        String start = content.stripLeading();
        if (start.startsWith(OPEN)) {
            int close = start.indexOf(CLOSE);
            // Without an end the model was still thinking when it was stopped: there is no answer.
            return close < 0
                    ? of(start.substring(OPEN.length()), "")
                    : of(start.substring(OPEN.length(), close), start.substring(close + CLOSE.length()));
        }
        int close = content.indexOf(CLOSE);
        return close > 0 && !content.substring(0, close).contains(OPEN) && isAlone(content, close)
                ? of(content.substring(0, close), content.substring(close + CLOSE.length()))
                : new ThinkTags(null, content);
    }

    private static boolean isAlone(String content, int close) {
        int end = close + CLOSE.length();
        return content.charAt(close - 1) == '\n'
                && (end == content.length() || content.charAt(end) == '\n' || content.charAt(end) == '\r');
    }

    private static ThinkTags of(String reasoning, String text) {
        String thought = reasoning.strip();
        return new ThinkTags(thought.isEmpty() ? null : thought, text.stripLeading());
    }
}
