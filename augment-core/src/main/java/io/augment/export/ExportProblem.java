package io.augment.export;

import java.util.Objects;

/**
 * Names something in a file that its trainer would not take.
 *
 * @param line line in which the row begins, from 1; 0 where it is not known
 * @param text what is wrong, a sentence
 */
public record ExportProblem(long line, String text) {
    /**
     * Creates a problem.
     *
     * @throws IllegalArgumentException if {@code line} is negative
     */
    public ExportProblem {
        Objects.requireNonNull(text, "text");
        if (line < 0) {
            throw new IllegalArgumentException("line must not be negative, but was " + line);
        }
    }
}
