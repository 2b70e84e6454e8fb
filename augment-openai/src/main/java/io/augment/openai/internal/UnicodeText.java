package io.augment.openai.internal;

/** Mends text that UTF-8 cannot carry. */
final class UnicodeText {
    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** Returns the text with every lone surrogate, which a hostile source file can hold, replaced. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (isPair(text, i)) {
                    i++;
                } else {
                    return mended(text, i);
                }
            }
        }
        return text;
    }

    private static String mended(String text, int from) {
        StringBuilder mended = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                mended.append(c);
            } else if (isPair(text, i)) {
                mended.append(c).append(text.charAt(++i));
            } else {
                mended.append(REPLACEMENT);
            }
        }
        return mended.toString();
    }

    private static boolean isPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
