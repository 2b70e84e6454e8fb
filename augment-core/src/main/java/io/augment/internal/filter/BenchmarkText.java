package io.augment.internal.filter;

import java.util.Objects;

/**
 * Holds one text of a benchmark item: what must not be found in training data.
 *
 * @param item name of the item
 * @param benchmark name of the file or set that it belongs to; how common a phrase is counts within
 * @param text the question or prompt
 * @param choices answers to choose from, or an empty string; they count where the text alone says little
 */
public record BenchmarkText(String item, String benchmark, String text, String choices) {
    /** Creates the text. */
    public BenchmarkText {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(benchmark, "benchmark");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(choices, "choices");
    }
}
