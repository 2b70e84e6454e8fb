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
 */
public record GoldSet(List<Pair> pairs, List<Scored> scored) {
    /** Creates a gold set. */
    public GoldSet {
        pairs = List.copyOf(pairs);
        scored = List.copyOf(scored);
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
        return new GoldSet(pairs, List.of());
    }

    /** Creates a gold set of scored answers. */
    public static GoldSet ofScores(List<Scored> scored) {
        return new GoldSet(List.of(), scored);
    }

    /**
     * Reads a gold set from rows: the better and the worse response of a preference row; or the columns {@code output_1},
     * {@code output_2} and {@code label} (1 or 2); or a response with a column {@code score} from 0 to 1, or {@code label} with
     * 0, 1, true, false, good or bad. Preference rows put the better answer first in every other pair. Rows without a judgment
     * are left out.
     *
     * @throws io.augment.source.SourceException if the source cannot be read
     * @throws IllegalArgumentException if no row holds a judgment
     */
    public static GoldSet of(Source source) {
        return GoldRows.read(source);
    }
}
