package io.augment.judge;

import java.util.Locale;

/** Says which of two answers is better. */
public enum Preference {
    /** The first answer is better. */
    FIRST,
    /** The second answer is better. */
    SECOND,
    /** Neither is better. */
    TIE;

    /** Returns the preference of the same answers shown in the other order. */
    public Preference swapped() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }

    /** Returns the name in files: {@code first}, {@code second} or {@code tie}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
