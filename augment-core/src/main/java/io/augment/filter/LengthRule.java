package io.augment.filter;

import io.augment.Example;
import io.augment.internal.filter.WordCount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns down records whose instruction or response is too short or too long.
 *
 * <p>Lengths are words between spaces; characters of Chinese and other scripts without spaces count 0.6 of a word each. The
 * defaults keep nearly all that people write: any instruction that is not blank, and texts of at most 8,000 words.
 * Immutable.
 *
 * <pre>{@code
 * Filter brief = Rules.length().instruction(3, 150).response(1, 1_000);
 * }</pre>
 */
public final class LengthRule implements Filter {
    private static final int LONGEST = 8_000;

    private final Limits instruction;
    private final Limits response;

    private LengthRule(Limits instruction, Limits response) {
        this.instruction = instruction;
        this.response = response;
    }

    private record Limits(int least, int most) {
        Limits {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(
                        "Lengths lie between 0 and the most words, but were to lie between " + least + " and " + most);
            }
        }

        @Nullable
        Decision check(String what, String text) {
            double words = WordCount.of(text);
            if (words < least) {
                return reject(what + "-too-short", words, "at least " + least);
            }
            return words > most ? reject(what + "-too-long", words, "at most " + most) : null;
        }

        private static Decision reject(String reason, double words, String limit) {
            return Decision.reject(reason, String.format(Locale.ROOT, "%.0f words, not %s", words, limit));
        }
    }

    static LengthRule defaults() {
        return new LengthRule(new Limits(0, LONGEST), new Limits(0, LONGEST));
    }

    /**
     * Returns a rule with these limits for the instruction's text and input together.
     *
     * @throws IllegalArgumentException if {@code most} is below {@code least}, or {@code least} below 0
     */
    public LengthRule instruction(int least, int most) {
        return new LengthRule(new Limits(least, most), response);
    }

    /**
     * Returns a rule with these limits for the response, where there is one.
     *
     * @throws IllegalArgumentException if {@code most} is below {@code least}, or {@code least} below 0
     */
    public LengthRule response(int least, int most) {
        return new LengthRule(instruction, new Limits(least, most));
    }

    @Override
    public String name() {
        return "length";
    }

    @Override
    public FilterSession open() {
        return this::decide;
    }

    private Decision decide(Example example) {
        if (example.instruction().text().isBlank()
                && example.instruction().input().isBlank()) {
            return Decision.reject("empty-instruction");
        }
        Decision decision =
                instruction.check("instruction", example.instruction().prompt());
        String answer = example.response();
        if (decision == null && answer != null) {
            decision = response.check("response", answer);
        }
        return decision == null ? Decision.keep() : decision;
    }
}
