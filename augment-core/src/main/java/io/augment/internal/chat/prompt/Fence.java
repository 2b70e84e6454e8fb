package io.augment.internal.chat.prompt;

import io.augment.internal.util.Hex;
import java.util.List;

/**
 * Puts marks around text that is data, such that the text cannot close them:
 *
 * <pre>
 * &lt;&lt;&lt;instruction-7f3a
 * any text
 * instruction-7f3a&gt;&gt;&gt;
 * </pre>
 *
 * <p>The token is made from the texts, so that the same texts give the same prompt in every run, and occurs in none of them.
 */
public final class Fence {
    private static final int DIGITS = 4;

    /** After this many tokens that a text happens to hold, tokens grow: no text holds all of a greater length. */
    private static final int TRIES_PER_LENGTH = 16;

    private final String token;

    private Fence(String token) {
        this.token = token;
    }

    /** Returns a fence for these texts. */
    public static Fence around(List<String> texts) {
        String all = String.join("\u0000", texts);
        for (int tries = 0; ; tries++) {
            int digits = Math.min(64, DIGITS + tries / TRIES_PER_LENGTH);
            String token = Hex.sha256(tries + "\u0000" + all, digits);
            if (!all.contains(token)) {
                return new Fence(token);
            }
        }
    }

    /** Returns the text between marks with this label. */
    public String block(String label, String text) {
        return "<<<" + label + "-" + token + "\n" + text + "\n" + label + "-" + token + ">>>";
    }
}
