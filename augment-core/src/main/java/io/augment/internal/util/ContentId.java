package io.augment.internal.util;

import io.augment.Turn;
import java.util.List;

/** Makes a stable identifier from the content of an instruction that came without one. */
public final class ContentId {
    private static final int DIGITS = 16;

    private ContentId() {}

    /** Returns the first 16 hexadecimal digits of a SHA-256 over the fields that say what is asked. */
    public static String of(String text, String input, String system, List<Turn> history) {
        StringBuilder all = new StringBuilder(text.length() + input.length() + 16);
        all.append(text).append('\u0000').append(input).append('\u0000').append(system);
        for (Turn turn : history) {
            all.append('\u0000').append(turn.role()).append('\u0000').append(turn.text());
        }
        return Hex.sha256(all.toString(), DIGITS);
    }
}
