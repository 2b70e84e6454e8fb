package io.augment.testkit.internal.server;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into tokens by a fixed rule that needs no vocabulary.
 *
 * <p>A CJK character is a token of its own; all other characters are packed, in order, into tokens of at most four UTF-8
 * bytes. So English costs about a token per four characters, Chinese a token per character, and a text never has more
 * tokens than it has UTF-8 bytes, which is the bound that a client's budget may rely on.
 */
public final class Tokens {
    private static final int BYTES_PER_TOKEN = 4;

    private Tokens() {}

    /** Counts the tokens of {@code text}. */
    public static int count(String text) {
        int tokens = 0;
        for (int i = 0; i < text.length(); i = end(text, i)) {
            tokens++;
        }
        return tokens;
    }

    /** Returns the longest prefix of {@code text} that has at most {@code limit} tokens. */
    public static String cut(String text, int limit) {
        int i = 0;
        for (int tokens = 0; tokens < limit && i < text.length(); tokens++) {
            i = end(text, i);
        }
        return text.substring(0, i);
    }

    /** Returns the tokens of {@code text}; joined they are the text again. */
    public static List<String> split(String text) {
        List<String> tokens = new ArrayList<>(text.length() / BYTES_PER_TOKEN + 1);
        for (int i = 0; i < text.length(); ) {
            int end = end(text, i);
            tokens.add(text.substring(i, end));
            i = end;
        }
        return tokens;
    }

    private static int end(String text, int start) {
        int first = text.codePointAt(start);
        int end = start + Character.charCount(first);
        if (isCjk(first)) {
            return end;
        }
        int bytes = utf8Length(first);
        while (end < text.length()) {
            int next = text.codePointAt(end);
            bytes += utf8Length(next);
            if (bytes > BYTES_PER_TOKEN || isCjk(next)) {
                return end;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    /** Tells whether {@code codePoint} is an ideograph, kana, hangul or a full-width form. */
    public static boolean isCjk(int codePoint) {
        return codePoint >= 0x2E80
                && (codePoint <= 0x9FFF
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7AF)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0xFF00 && codePoint <= 0xFFEF)
                        || (codePoint >= 0x20000 && codePoint <= 0x3FFFF));
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80 || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
            return 1; // a lone surrogate is encoded as a question mark
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
