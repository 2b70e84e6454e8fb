package io.augment.student;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds control tokens of chat templates in text, such as {@code <|im_end|>}.
 *
 * <p>Many servers, and most trainers, turn such a text into the token itself, also inside a message: it would end the turn
 * and let the rest of the message speak in another role. Known are the forms {@code <|name|>} of the ChatML and llama 3
 * families, with plain or full-width bars.
 */
public final class ControlTokens {
    private static final Pattern TOKEN = Pattern.compile("<[|｜][^\\s<>|｜]{1,40}[|｜]>");

    private ControlTokens() {}

    /** Returns the first control token in the text, or null. */
    public static @Nullable String find(String text) {
        if (text.indexOf('<') < 0) {
            return null;
        }
        Matcher matcher = TOKEN.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }
}
