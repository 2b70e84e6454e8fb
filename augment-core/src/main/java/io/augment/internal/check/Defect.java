package io.augment.internal.check;

import org.jspecify.annotations.Nullable;

/**
 * Names why a text that a model wrote must not be used.
 *
 * @param reason name of the reason, lower case with hyphens
 * @param detail what exactly, for people; null when the reason says it all
 */
public record Defect(String reason, @Nullable String detail) {
    /** Returns a defect whose reason says it all. */
    public static Defect of(String reason) {
        return new Defect(reason, null);
    }
}
