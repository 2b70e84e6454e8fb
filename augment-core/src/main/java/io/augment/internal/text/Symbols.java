package io.augment.internal.text;

/**
 * Tells the symbols that change what a text says from the punctuation that does not.
 *
 * <p>{@code 3 * 4} is not {@code 3 - 4}, {@code C} is not {@code C#}, and one emoji is not another; a comma, a quotation
 * mark or a hyphen between words is only a manner of writing.
 */
final class Symbols {
    /** Says that the character is punctuation. */
    static final int NONE = 0;

    private static final int FULL_WIDTH = 0xFF00 - 0x20;

    private Symbols() {}

    /** Returns the symbol at this index, which is no part of a word, in its plain form; or {@link #NONE}. */
    static int at(char[] text, int index, int length) {
        int c = plain(Character.codePointAt(text, index, length));
        boolean counts = switch (c) {
            case '-' -> isMinus(text, index, length);
            case '*', '/', '%' -> isOperator(text, index, length);
            case '#' -> isSharp(text, index, length);
            case '^' -> true;
            default -> isSymbol(c);
        };
        return counts ? c : NONE;
    }

    private static int plain(int c) {
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return c - FULL_WIDTH;
        }
        return switch (c) {
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2212 -> '-';
            case 0xFFE5 -> 0xA5;
            default -> c;
        };
    }

    private static boolean isSymbol(int c) {
        int type = Character.getType(c);
        return type == Character.MATH_SYMBOL || type == Character.CURRENCY_SYMBOL || type == Character.OTHER_SYMBOL;
    }

    /** Holds for a minus sign or a range of numbers, not for a hyphen, a dash or the mark of a list. */
    private static boolean isMinus(char[] text, int index, int length) {
        if (index > 0 && Character.isLetter(text[index - 1])) {
            return false;
        }
        int next = index + 1;
        while (next < length && text[next] == ' ') {
            next++;
        }
        boolean touches = next == index + 1;
        return next < length && Character.isDigit(text[next]) && (touches || !startsLine(text, index));
    }

    /** Holds between operands: beside a digit, or with a space on either side within a line. */
    private static boolean isOperator(char[] text, int index, int length) {
        boolean digitBefore = index > 0 && Character.isDigit(text[index - 1]);
        boolean digitAfter = index + 1 < length && Character.isDigit(text[index + 1]);
        boolean spaced = index > 0 && text[index - 1] == ' ' && index + 1 < length && text[index + 1] == ' ';
        return digitBefore || digitAfter || (spaced && !startsLine(text, index));
    }

    /** Holds for the mark that ends a name, as in C#; not for a hashtag, a heading or a number sign. */
    private static boolean isSharp(char[] text, int index, int length) {
        return index > 0
                && Character.isLetter(text[index - 1])
                && !(index + 1 < length && Character.isLetterOrDigit(text[index + 1]));
    }

    private static boolean startsLine(char[] text, int index) {
        int before = index - 1;
        while (before >= 0 && (text[before] == ' ' || text[before] == '\t')) {
            before--;
        }
        return before < 0 || text[before] == '\n';
    }
}
