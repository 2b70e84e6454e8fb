package io.augment.internal.filter;

import io.augment.internal.check.Prose;

/** Measures the length of a text in words. */
public final class WordCount {
    /** A Chinese character says about as much as this share of a word. */
    private static final double CHARACTER = 0.6;

    private WordCount() {}

    /** Returns the number of runs between white space; each Chinese or Japanese character in them counts 0.6. */
    public static double of(String text) {
        int words = 0;
        int characters = 0;
        boolean inWord = false;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c >= 0x2E80 && Prose.isCjk(c)) {
                characters++;
                inWord = false;
            } else if (Character.isWhitespace(c) || (c >= 0x3000 && !Character.isLetterOrDigit(c))) {
                inWord = false;
            } else if (!inWord) {
                inWord = true;
                words++;
            }
        }
        return words + CHARACTER * characters;
    }
}
