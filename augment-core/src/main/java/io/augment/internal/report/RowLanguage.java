package io.augment.internal.report;

import io.augment.internal.check.Language;
import org.jspecify.annotations.Nullable;

/** Tells the language of a row: the one that its record names, or the one that its text is in, which is looked for once. */
final class RowLanguage {
    /** Letters that are enough to tell a language. */
    private static final int BEGINNING = 160;

    private final String beginning;
    private @Nullable String name;

    RowLanguage(@Nullable String noted, String text) {
        this.name = noted == null ? null : Texts.cut(noted, Row.LONGEST_NAME);
        this.beginning = Texts.cut(text, BEGINNING);
    }

    /** Returns the language, or {@link Row#UNKNOWN}; to look for it takes longer than to read the row. */
    String name() {
        String known = name;
        if (known == null) {
            String found = Language.detect(beginning);
            known = found == null ? Row.UNKNOWN : found;
            name = known;
        }
        return known;
    }
}
