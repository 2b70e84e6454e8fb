package io.augment.calibrate;

import io.augment.Instruction;
import io.augment.internal.calibrate.GoldRows;
import io.augment.judge.Preference;
import io.augment.source.Source;
import java.util.List;

/**
 * Holds answers that people judged: pairs with the better one named, or single answers with a score. Immutable.
 *
 * @param pairs judged pairs
 * @param scored judged single answers
 * @param leftOut a sentence, with file and line, for each row that held no judgment
 */
public record GoldSet(List<Pair> pairs, List<Scored> scored, List<String> leftOut) {
    /** Creates a gold set. */
    public GoldSet {
        pairs = List.copyOf(pairs);
        scored = List.copyOf(scored);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Holds two answers and which one people prefer.
     *
     * @param instruction what was asked
     * @param preferred the better answer, or a tie
     */
    public record Pair(Instruction instruction, String first, String second, Preference preferred) {}

    /**
     * Holds an answer and the score that people gave.
     *
     * @param instruction what was asked
     * @param score 0 (worst) to 1 (best)
     */
    public record Scored(Instruction instruction, String response, double score) {
        /**
         * Creates a judged answer.
         *
         * @throws IllegalArgumentException if the score is outside 0 to 1
         */
        public Scored {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("A score lies between 0 and 1, but was " + score);
            }
        }
    }

    /** Creates a gold set of pairs. */
    public static GoldSet ofPairs(List<Pair> pairs) {
        return new GoldSet(pairs, List.of(), List.of());
    }

    /** Creates a gold set of scored answers. */
    public static GoldSet ofScores(List<Scored> scored) {
        return new GoldSet(List.of(), scored, List.of());
    }

    /** Reads a gold set whose scores lie between 0 and 1; see {@link #of(Source, double, double)}. */
    public static GoldSet of(Source source) {
        return of(source, 0, 1);
    }

    /**
     * Reads a gold set from rows: the better and the worse response of a preference row; or the columns {@code output_1},
     * {@code output_2} and {@code label} (1, 2, or tie); or a response with a column {@code score} on a scale, or {@code label}
     * with true, false, good, bad or such a score. Preference rows put the better answer first in every other pair. Rows without
     * a judgment are {@link #leftOut}.
     *
     * @param low the scale's lowest score, which counts as 0
     * @param high its highest score, which counts as 1
     * @throws io.augment.source.SourceException if the source cannot be read
     * @throws IllegalArgumentException if no row holds a judgment, the scale is empty, or a score lies outside of it: then all
     *     others would be read wrongly too
     */
    public static GoldSet of(Source source, double low, double high) {
        return GoldRows.read(source, low, high);
    }
}
