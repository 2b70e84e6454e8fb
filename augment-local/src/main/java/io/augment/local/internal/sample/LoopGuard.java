package io.augment.local.internal.sample;

import org.jspecify.annotations.Nullable;

/**
 * Notices that a reply goes round in circles: small models that have lost the thread write blanks, or one sentence, until
 * the output limit. Such a reply is to be rejected and not used. Not safe for use by many threads.
 */
public final class LoopGuard {
    /** Characters of white space without anything between them. */
    static final int WHITE_SPACE = 200;
    /** The longest passage, in tokens, whose repetition is noticed. */
    static final int PASSAGE = 64;
    /** How often a passage must stand, one after the other. */
    static final int TIMES = 8;
    /** How many tokens the repetitions must have together. */
    static final int TOKENS = 96;

    private final int[] last = new int[PASSAGE];
    private final int[] runs = new int[PASSAGE + 1];
    private int tokens;
    private int whiteSpace;

    /**
     * Adds a token.
     *
     * @param text the text that came with it; may be empty
     * @return a sentence for people that says how the reply went round in circles, or null if it did not
     */
    public @Nullable String add(int id, String text) {
        for (int i = 0; i < text.length(); i++) {
            whiteSpace = isSpace(text.charAt(i)) ? whiteSpace + 1 : 0;
        }
        if (whiteSpace >= WHITE_SPACE) {
            return "The reply ran into white space: " + whiteSpace + " characters of it without anything between";
        }
        int back = Math.min(tokens, PASSAGE);
        int found = 0;
        for (int distance = 1; distance <= back; distance++) {
            boolean same = last[(tokens - distance) % PASSAGE] == id;
            runs[distance] = same ? runs[distance] + 1 : 0;
            if (found == 0 && runs[distance] + distance >= Math.max(TIMES * distance, TOKENS)) {
                found = distance;
            }
        }
        last[tokens % PASSAGE] = id;
        tokens++;
        return found == 0
                ? null
                : "The reply repeated a passage of " + found + (found == 1 ? " token " : " tokens ")
                        + (runs[found] + found) / found + " times";
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
