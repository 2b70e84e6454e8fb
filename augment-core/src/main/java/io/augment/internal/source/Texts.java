package io.augment.internal.source;

/** Shortens texts for messages. */
final class Texts {
    private static final int SHOWN = 40;

    private Texts() {}

    /** Returns the beginning of a text. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
