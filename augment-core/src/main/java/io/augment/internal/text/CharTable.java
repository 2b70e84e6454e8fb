package io.augment.internal.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Says of each character of the basic plane what it is to a token: part of a word, and in which folded form, or one of
 * four other things.
 *
 * <p>The table holds the answer of the slow way (compatibility normalization NFKC, then case folding) for every character
 * that does not depend on its neighbors; all others are {@link #COMPLEX}, and send the text that holds them the slow way.
 */
final class CharTable {
    /** Ends a word. */
    static final char SEPARATOR = 0;
    /** Is a token of its own: Han, kana, Thai and other scripts that are written without spaces. */
    static final char ALONE = 1;
    /** Is not there at all: zero-width characters, soft hyphens, variation selectors. */
    static final char IGNORED = 2;
    /** Cannot be told without its neighbors. */
    static final char COMPLEX = 3;

    /** One of the values above, or the folded character of a word. */
    static final char[] FOLD = build();

    private CharTable() {}

    private static char[] build() {
        char[] table = new char[1 << 16];
        for (int c = 0; c < table.length; c++) {
            table[c] = entry((char) c);
        }
        return table;
    }

    private static char entry(char c) {
        if (Character.isSurrogate(c)) {
            return COMPLEX;
        }
        if (isInert(c)) {
            return kind(c);
        }
        String normal = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
        if (normal.length() == 1) {
            char kind = kind(normal.charAt(0));
            // A token of one character is hashed as it stands.
            return kind == ALONE && normal.charAt(0) != c ? COMPLEX : kind;
        }
        return normal.chars().allMatch(d -> kind((char) d) == SEPARATOR) ? SEPARATOR : COMPLEX;
    }

    /** Holds for large ranges that normalization never touches, so that the table is built in a moment. */
    private static boolean isInert(char c) {
        return c < 0x80 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xF8FF);
    }

    private static char kind(char c) {
        if (isIgnored(c)) {
            return IGNORED;
        }
        if (isMark(c) || (c >= 0x1100 && c <= 0x11FF)) {
            return COMPLEX;
        }
        if (isAlone(c)) {
            return ALONE;
        }
        if (!isWordPart(c)) {
            return SEPARATOR;
        }
        String folded = fold(String.valueOf(c));
        return folded.length() == 1 ? digit(folded.charAt(0)) : COMPLEX;
    }

    /** Returns the text with all case differences removed, also those that change its length. */
    static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03C2', '\u03C3');
    }

    /** Returns the ASCII digit for a decimal digit of any script, and other characters as they are. */
    static char digit(char c) {
        int value = c < 0x80 ? -1 : Character.digit(c, 10);
        return value < 0 ? c : (char) ('0' + value);
    }

    static boolean isIgnored(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c)
                || isMark(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    static boolean isAlone(int c) {
        if (c < 0x0E00 || !isWordPart(c)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            default -> c == 0x30FC;
        };
    }
}
