package io.augment.internal.judge.reply;

import io.augment.chat.UnreadableReplyException;
import io.augment.internal.chat.reply.JsonObjects;
import io.augment.internal.chat.reply.Reasoning;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reply made ready for reading: without reasoning tags and markup, with plain signs.
 *
 * @param text the text
 * @param object the JSON object that it holds, or null
 */
public record ReplyText(String text, @Nullable Map<String, @Nullable Object> object) {
    private static final Pattern MARKUP = Pattern.compile("\\*\\*|__|`+|(?m)^\\s{0,3}(?:#{1,6}|>)\\s+");

    /** Longer replies are cut in front: a verdict stands at the end. */
    private static final int LONGEST = 40_000;

    /** Prepares a reply. */
    public static ReplyText of(String reply) {
        String answer = Reasoning.strip(reply);
        if (answer == null) {
            return new ReplyText("", null);
        }
        Map<String, @Nullable Object> object = object(answer);
        String recent = answer.length() <= LONGEST ? answer : answer.substring(answer.length() - LONGEST);
        String plain = Normalizer.normalize(recent, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .replace('【', '[')
                .replace('】', ']');
        return new ReplyText(MARKUP.matcher(plain).replaceAll("").strip(), object);
    }

    private static @Nullable Map<String, @Nullable Object> object(String text) {
        if (text.indexOf('{') < 0) {
            return null;
        }
        try {
            return JsonObjects.only(text);
        } catch (UnreadableReplyException notOne) {
            return null;
        }
    }
}
