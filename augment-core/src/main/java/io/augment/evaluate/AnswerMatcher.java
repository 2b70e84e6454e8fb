package io.augment.evaluate;

import io.augment.internal.evaluate.Matching;
import org.jspecify.annotations.Nullable;

/** Says whether an answer is the expected one. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface AnswerMatcher {
    /**
     * Compares an answer with the expected one.
     *
     * @return whether they say the same; null where this expected answer cannot be matched, such as an essay: then the row counts in
     *     no accuracy
     */
    @Nullable
    Boolean matches(String expected, String answer);

    /** Returns the matcher of texts: the same but for case, width, white space, and punctuation around them. */
    static AnswerMatcher exact() {
        return Matching::exact;
    }

    /**
     * Returns the matcher of multiple choice: expects a letter from A to J, alone or before the option's text, and finds the letter
     * that the answer chooses: {@code B}, {@code (B) Paris}, {@code The answer is B.}, {@code 答案：B}, {@code \boxed{B}}. An answer
     * that names none is wrong.
     */
    static AnswerMatcher choice() {
        return Matching::choice;
    }

    /**
     * Returns the matcher of numbers: expects a number, alone or behind {@code ####} (GSM8K, K. Cobbe et al., 2021), and compares the
     * last number of the answer in value, signs of currency and thousands aside.
     */
    static AnswerMatcher number() {
        return Matching::number;
    }

    /**
     * Returns the matcher that the expected answer asks for: a choice, a number, or, up to 40 characters on one line, a text; longer
     * ones cannot be matched.
     */
    static AnswerMatcher automatic() {
        return Matching::automatic;
    }
}
