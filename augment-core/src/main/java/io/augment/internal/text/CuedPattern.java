package io.augment.internal.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern with its cues: strings of which any text that matches holds at least one. A text without a cue is not searched,
 * which takes a hundredth of the time and is what happens to nearly every text.
 */
public final class CuedPattern {
    private final Pattern pattern;
    private final String[] cues;

    private CuedPattern(Pattern pattern, String[] cues) {
        this.pattern = pattern;
        this.cues = cues;
    }

    /**
     * Returns a pattern with its cues.
     *
     * @param regex the pattern, which must not match an empty text
     * @param cues strings in lower case, one of which is in every match, in upper or lower case, or around it
     * @throws IllegalArgumentException when a cue is not in lower case or the pattern matches an empty text
     */
    public static CuedPattern of(String regex, String... cues) {
        Pattern pattern = Pattern.compile(regex);
        for (String cue : cues) {
            if (cue.isEmpty() || !cue.equals(cue.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Not a cue in lower case: " + cue);
            }
        }
        if (pattern.matcher("").find()) {
            throw new IllegalArgumentException("Matches an empty text: " + regex);
        }
        return new CuedPattern(pattern, cues.clone());
    }

    /** Returns a matcher over the text, or, where it holds no cue, one that finds nothing. */
    public Matcher matcher(CuedText text) {
        return pattern.matcher(text.holdsAny(cues) ? text.text() : "");
    }

    /** Returns whether the pattern is found in the text. */
    public boolean isIn(CuedText text) {
        return text.holdsAny(cues) && pattern.matcher(text.text()).find();
    }

    /** Returns whether the pattern is found in the text. */
    public boolean isIn(String text) {
        return isIn(CuedText.of(text));
    }

    /** Returns the pattern without its cues. */
    public Pattern pattern() {
        return pattern;
    }

    /** Returns the pattern. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
