package io.augment.internal.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the traces of text that was read in the wrong encoding, or cut in the middle of a character. */
public final class EncodingDamage {
    private static final int MOST_MOJIBAKE = 2;

    /** UTF-8 read as Windows-1252 or Latin-1: a lead byte as a letter, continuation bytes as what no one writes after it. */
    private static final Pattern MOJIBAKE = Pattern.compile(
            "â€[™œ\u009d\u009c\u0099“”˜¦\u0093\u0094]|Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u00A0-\u00BF]"
                    + "|[åäæçèéï][\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¼½][\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
                    + "|锟斤拷|烫烫烫|ï»¿");

    private EncodingDamage() {}

    /** Returns what was found, or null. */
    public static @Nullable String find(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD') {
                return "replacement character at " + i;
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return "half a character at " + i;
                }
                i++;
            } else if (isControl(c)) {
                return String.format("control character U+%04X at %d", (int) c, i);
            }
        }
        return mojibake(text);
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x0B && c != 0x1B)
                || c == 0x7F
                || (c >= 0x80 && c < 0xA0 && c != 0x85)
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    private static @Nullable String mojibake(String text) {
        Matcher matcher = MOJIBAKE.matcher(text);
        String first = null;
        int found = 0;
        while (matcher.find()) {
            first = first == null ? matcher.group() + " at " + matcher.start() : first;
            found++;
            if (found >= MOST_MOJIBAKE) {
                return "text in the wrong encoding: " + first;
            }
        }
        return null;
    }
}
