package io.augment.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blanks out what is markup and no words: HTML tags and entities, calculator marks; every other character keeps its place. */
public final class Markup {
    private static final Pattern MARKUP = Pattern.compile(
            "<<[^<>\\n]{0,80}>>" // 48 + 24 = <<48+24=72>>72
                    + "|</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\\s[^<>]{0,300})?/?>"
                    + "|<!--.{0,300}?-->"
                    + "|&(?:[a-zA-Z]{2,8}|#\\d{1,6}|#[xX][0-9a-fA-F]{1,6});");

    private Markup() {}

    /** Returns the text with blanks in place of markup, as long as it was. */
    public static String blank(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        Matcher matcher = MARKUP.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        do {
            for (int i = matcher.start(); i < matcher.end(); i++) {
                blanked.setCharAt(i, ' ');
            }
        } while (matcher.find());
        return blanked.toString();
    }
}
