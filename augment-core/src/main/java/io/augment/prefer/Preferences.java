package io.augment.prefer;

import io.augment.chat.ChatModel;
import io.augment.generate.PairGenerator;
import io.augment.internal.prefer.ModelCandidates;
import io.augment.internal.prefer.Pairer;
import io.augment.internal.prefer.PairingRules;
import io.augment.internal.prefer.PreferencePairs;
import io.augment.internal.prefer.RowCandidates;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a generator whose pairs carry a chosen response, and the rejected ones in
 * {@link io.augment.Instruction#rejectedResponses()}; the preference formats of {@link io.augment.export.ExportFormats} write
 * them.
 *
 * <p>A candidate that could not be judged is left out and recorded as dropped with the reason {@code unjudged}: a failed
 * judgment never makes a rejected response. Chosen and rejected always differ, and so do their scores. An instruction with
 * fewer than two judged candidates ends as {@code too-few-candidates}, one whose candidates are too close as
 * {@code below-margin}. Not safe for use by many threads; what is built is.
 */
public final class Preferences {
    private static final double DEFAULT_MARGIN = 0.1;

    private final CandidateSource candidates;
    private @Nullable QualityJudge judge;
    private @Nullable PairwiseJudge comparer;
    private Pairing pairing = Pairing.BEST_WORST;
    private double margin = DEFAULT_MARGIN;
    private double goodFrom = 0.5;

    private Preferences(CandidateSource candidates) {
        this.candidates = Objects.requireNonNull(candidates, "candidates");
    }

    /** Starts with candidates of one's own. */
    public static Preferences of(CandidateSource candidates) {
        return new Preferences(candidates);
    }

    /**
     * Starts with the candidates that rows bring along: the response and the rejected responses, or a column
     * {@code candidates} with a JSON list of texts, beside it {@code scores} with a list of numbers from 0 to 1.
     */
    public static Preferences ofRows() {
        return ofRows(0, 1);
    }

    /**
     * Does the same for scores on another scale; one outside it leaves its candidate unjudged.
     *
     * @param min lowest score
     * @param max highest score, above {@code min}
     * @throws IllegalArgumentException if the scale does not rise
     */
    public static Preferences ofRows(double min, double max) {
        if (!(min < max)) {
            throw new IllegalArgumentException("The scale must rise, but goes from " + min + " to " + max);
        }
        return new Preferences(new RowCandidates(min, max));
    }

    /**
     * Starts with answers of models, sampled at a temperature of 0.9.
     *
     * @param each answers of each model, at least 1; 2 or more in all
     * @throws IllegalArgumentException if fewer than two answers come of it
     */
    public static Preferences ofModels(List<? extends ChatModel> models, int each) {
        if (each < 1 || models.size() * each < 2) {
            throw new IllegalArgumentException("Preferences need at least 2 candidates, but " + models.size()
                    + " models with " + each + " each make " + Math.max(0, models.size() * each));
        }
        return new Preferences(new ModelCandidates(List.copyOf(models), each));
    }

    /** Scores each candidate by itself; scores that candidates bring along are kept. */
    public Preferences scoredBy(QualityJudge value) {
        this.judge = Objects.requireNonNull(value, "judge");
        this.comparer = null;
        return this;
    }

    /** Compares every two candidates; a candidate's score is then the share of its comparisons that it won, ties as half. */
    public Preferences comparedBy(PairwiseJudge value) {
        this.comparer = Objects.requireNonNull(value, "judge");
        this.judge = null;
        return this;
    }

    /** Says which pairs are made; best against worst unless told. */
    public Preferences pairing(Pairing value) {
        this.pairing = Objects.requireNonNull(value, "pairing");
        return this;
    }

    /**
     * Sets how far apart the scores of a pair must be at least; 0.1 unless told.
     *
     * @param value greater than 0, up to 1
     * @throws IllegalArgumentException if it is not
     */
    public Preferences margin(double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException("A margin lies above 0 and up to 1, but was " + value);
        }
        this.margin = value;
        return this;
    }

    /**
     * Sets from which score on {@link Pairing#LABELS} calls a candidate good; 0.5 unless told.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    public Preferences goodFrom(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("A score lies between 0 and 1, but was " + score);
        }
        this.goodFrom = score;
        return this;
    }

    /** Creates the generator. Without a judge, only candidates that bring a score along are judged. */
    public PairGenerator build() {
        return new PreferencePairs(
                candidates, judge, comparer, new Pairer(new PairingRules(pairing, margin, goodFrom)));
    }
}
