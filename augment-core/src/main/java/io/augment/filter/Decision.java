package io.augment.filter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a filter's decision on one record.
 *
 * @param reason name of the reason for turning it down, lower case with hyphens; null when it is kept
 * @param detail what exactly, for people, such as the record that it duplicates; null when the reason says it all
 */
public record Decision(@Nullable String reason, @Nullable String detail) {
    private static final Decision KEEP = new Decision(null, null);

    /** Keeps the record. */
    public static Decision keep() {
        return KEEP;
    }

    /** Turns the record down. */
    public static Decision reject(String reason) {
        return new Decision(Objects.requireNonNull(reason, "reason"), null);
    }

    /** Turns the record down and says what exactly was found. */
    public static Decision reject(String reason, String detail) {
        return new Decision(Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(detail, "detail"));
    }

    /** Returns whether the record is kept. */
    public boolean isKept() {
        return reason == null;
    }
}
