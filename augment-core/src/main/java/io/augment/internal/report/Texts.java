package io.augment.internal.report;

/** Cuts texts, and makes them safe to stand in a page. */
public final class Texts {
    private Texts() {}

    /** Returns the text, or its first characters and an ellipsis; never half of a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /**
     * Appends a text to a page. What has a meaning in HTML is escaped; what has no place in XML, such as control characters
     * and lone surrogates, and what would turn the direction of the text around it, becomes a replacement character.
     */
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\r' -> out.append(' ');
                default -> out.appendCodePoint(mayStand(point) ? point : 0xFFFD);
            }
        }
    }

    private static boolean mayStand(int point) {
        if (point < 0x20) {
            return point == '\n' || point == '\t';
        }
        boolean isControl = point >= 0x7F && point < 0xA0;
        boolean isSurrogate = point >= 0xD800 && point < 0xE000;
        boolean isNoCharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point < 0xFDF0);
        boolean turnsDirection = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean endsLine = point == 0x2028 || point == 0x2029;
        return !isControl && !isSurrogate && !isNoCharacter && !turnsDirection && !endsLine;
    }
}
