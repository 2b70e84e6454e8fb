package io.augment;

import java.util.Objects;

/**
 * Says where a record was read: a source and a position in it, printed as {@code seeds.jsonl:17}.
 *
 * @param source name of the source: a file name, or what the user called it
 * @param line line number in a text file, counted from 1; the record's index, counted from 1, where lines have no meaning
 */
public record Origin(String source, long line) {
    /**
     * Creates an origin.
     *
     * @throws IllegalArgumentException if {@code line} is below 1
     */
    public Origin {
        Objects.requireNonNull(source, "source");
        if (line < 1) {
            throw new IllegalArgumentException("A line is counted from 1, but was " + line);
        }
    }

    @Override
    public String toString() {
        return source + ":" + line;
    }
}
