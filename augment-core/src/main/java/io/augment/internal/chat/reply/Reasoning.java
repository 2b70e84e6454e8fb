package io.augment.internal.chat.reply;

import org.jspecify.annotations.Nullable;

/** Separates a reply from the reasoning that some servers leave in front of it, between {@code <think>} tags. */
public final class Reasoning {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private Reasoning() {}

    /**
     * Returns the text without leading reasoning and without blank space at either end; null where the reasoning does not end.
     *
     * <p>Chat templates that open the tag themselves leave only its end in the reply, so an end without a beginning counts too,
     * when it stands alone in its line.
     */
    public static @Nullable String strip(String text) {
        String rest = text.strip();
        if (rest.startsWith("\uFEFF")) {
            rest = rest.substring(1).stripLeading();
        }
        if (rest.startsWith(OPEN)) {
            int close = rest.indexOf(CLOSE);
            return close < 0 ? null : rest.substring(close + CLOSE.length()).strip();
        }
        int close = rest.indexOf("\n" + CLOSE + "\n");
        if (close >= 0 && !rest.contains(OPEN)) {
            return rest.substring(close + CLOSE.length() + 2).strip();
        }
        return rest;
    }
}
