package io.augment.internal.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away the numbers that a model puts in front of the texts of a list. */
final class Numbering {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}) ?(?:[.)、．]|[:：]) ?(?=\\D)");

    private Numbering() {}

    /** Returns the texts without numbers, if they count from 1 without a gap; otherwise the numbers belong to the texts. */
    static List<String> strip(List<String> texts) {
        if (texts.size() < 2) {
            return texts;
        }
        List<String> stripped = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = NUMBER.matcher(text);
            if (!matcher.lookingAt() || Integer.parseInt(matcher.group(1)) != stripped.size() + 1) {
                return texts;
            }
            stripped.add(text.substring(matcher.end()));
        }
        return stripped;
    }
}
