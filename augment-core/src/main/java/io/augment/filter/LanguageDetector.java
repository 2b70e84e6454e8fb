package io.augment.filter;

import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text; the place to plug in a detection library.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface LanguageDetector {
    /** Returns the ISO 639-1 code of the language, or null when it is not plain. */
    @Nullable
    String detect(String text);
}
