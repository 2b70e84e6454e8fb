package io.augment.prefer;

import io.augment.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds one answer of several to the same instruction.
 *
 * @param text the answer
 * @param verdict what is known of it before judging, or null
 */
public record Candidate(String text, @Nullable Verdict verdict) {
    /** Creates a candidate. */
    public Candidate {
        Objects.requireNonNull(text, "text");
    }
}
