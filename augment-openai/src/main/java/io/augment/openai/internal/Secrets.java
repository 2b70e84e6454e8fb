package io.augment.openai.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows what must not be shown, and takes it out of texts. Immutable. */
public final class Secrets {
    /** Shorter values, such as a header's {@code "1"}, are no secrets and would riddle a text with holes. */
    private static final int MIN_LENGTH = 4;

    private static final int EXCERPT = 200;
    private static final int MAX_CAUSES = 20;

    private final List<String> values;

    /** Creates the keeper of these values. */
    public Secrets(Collection<String> values) {
        // The longest first: a secret may be part of another one.
        this.values = values.stream()
                .filter(value -> value.length() >= MIN_LENGTH)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Returns the text with every secret replaced. */
    public String scrub(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, "***");
        }
        return clean;
    }

    /** Returns at most 200 characters of foreign text on one line, without secrets. */
    public String excerpt(String text) {
        // The cut comes last: half a secret would not be recognized.
        String clean = scrub(text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        if (clean.length() <= EXCERPT) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return clean.substring(0, end) + "…";
    }

    /** Returns the cause, or null if a message in its chain holds a secret. */
    public @Nullable Throwable safe(Throwable cause) {
        Throwable next = cause;
        for (int depth = 0; next != null; depth++) {
            if (depth == MAX_CAUSES || isTold(next)) {
                return null;
            }
            for (Throwable suppressed : next.getSuppressed()) {
                if (isTold(suppressed)) {
                    return null;
                }
            }
            next = next.getCause();
        }
        return cause;
    }

    private boolean isTold(Throwable thrown) {
        String text = thrown.toString();
        return !scrub(text).equals(text);
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
