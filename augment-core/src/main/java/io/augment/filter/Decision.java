package io.augment.filter;

import io.augment.Example;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a filter's decision on one record.
 *
 * @param reason name of the reason for turning it down, lower case with hyphens; null when it is kept
 * @param detail what exactly, for people, such as the record that it duplicates; null when the reason says it all
 * @param replacement the record that goes on instead, such as one with personal data masked; null when it goes on as it is,
 *     or not at all
 */
public record Decision(
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Example replacement) {
    private static final Decision KEEP = new Decision(null, null, null);

    /**
     * Creates a decision.
     *
     * @throws IllegalArgumentException if a record that is turned down has a replacement
     */
    public Decision {
        if (reason != null && replacement != null) {
            throw new IllegalArgumentException("A record that is turned down has no replacement");
        }
    }

    /** Keeps the record. */
    public static Decision keep() {
        return KEEP;
    }

    /** Turns the record down. */
    public static Decision reject(String reason) {
        return new Decision(Objects.requireNonNull(reason, "reason"), null, null);
    }

    /** Turns the record down and says what exactly was found. */
    public static Decision reject(String reason, String detail) {
        return new Decision(Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(detail, "detail"), null);
    }

    /** Lets another record go on in place of this one, and says what was changed. */
    public static Decision replace(Example replacement, String detail) {
        return new Decision(
                null, Objects.requireNonNull(detail, "detail"), Objects.requireNonNull(replacement, "replacement"));
    }

    /** Returns whether the record is kept, as it is or in its replacement. */
    public boolean isKept() {
        return reason == null;
    }

    /** Returns the record that goes on when it is kept: the replacement, or else the one that was given. */
    public Example result(Example given) {
        return replacement != null ? replacement : given;
    }
}
