package io.augment.internal.text;

import java.util.Locale;

/** A text in which many {@link CuedPattern}s are looked for: it knows its own lower case. Immutable. */
public final class CuedText {
    private final String text;
    private final String lower;

    private CuedText(String text) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT);
    }

    /** Returns a text to look for patterns in. */
    public static CuedText of(String text) {
        return new CuedText(text);
    }

    /** Returns the text as it was given. */
    public String text() {
        return text;
    }

    /** Returns whether the text holds any of some strings, which are in lower case; the text's own case does not count. */
    public boolean holdsAny(String... cues) {
        for (String cue : cues) {
            if (lower.contains(cue)) {
                return true;
            }
        }
        return false;
    }
}
