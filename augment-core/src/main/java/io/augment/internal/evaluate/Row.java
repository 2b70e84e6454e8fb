package io.augment.internal.evaluate;

import io.augment.Instruction;
import io.augment.evaluate.Answerer;
import io.augment.judge.Comparison;
import io.augment.judge.Preference;
import org.jspecify.annotations.Nullable;

/**
 * Holds what both sides made of one row.
 *
 * @param asked the row without its expected answer
 * @param expected the expected answer, or null
 * @param base the base model's answer
 * @param student the student's answer
 * @param comparison what the judge said, the student's answer first; null where it was not asked
 * @param preference which one is better, {@link Preference#FIRST} being the student; null where nobody could tell
 */
record Row(
        Instruction asked,
        @Nullable String expected,
        Side base,
        Side student,
        @Nullable Comparison comparison,
        @Nullable Preference preference) {
    /**
     * Holds one side's answer, or why there is none.
     *
     * @param answer the answer, or null
     * @param missing the reason, or null
     */
    record Side(Answerer.@Nullable Answer answer, @Nullable String missing) {
        /** Returns the answer's text, or null. */
        @Nullable
        String text() {
            return answer == null ? null : answer.text();
        }
    }
}
