package io.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a judge found: a score between 0 and 1, or the cause why there is none.
 *
 * <p>A reply that could not be read is <em>unscored</em>, never 0. Immutable.
 *
 * <pre>{@code
 * Verdict good = Verdict.scored(0.9).dimension("helpfulness", 0.9).build();
 * Verdict bad = Verdict.scored(0.0).defect("echo").build();
 * Verdict none = Verdict.unscored("the reply holds no score");
 * }</pre>
 */
public final class Verdict {
    private final @Nullable Double score;
    private final Map<String, Double> dimensions;
    private final List<String> defects;
    private final @Nullable String reason;
    private final @Nullable String unscoredCause;
    private final @Nullable Double spread;

    private Verdict(Builder builder) {
        this.score = builder.score;
        this.dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(builder.dimensions));
        this.defects = List.copyOf(builder.defects);
        this.reason = builder.reason;
        this.unscoredCause = builder.unscoredCause;
        this.spread = builder.spread;
    }

    /**
     * Starts a verdict with this overall score.
     *
     * @param score 0 (worst) to 1 (best)
     * @throws IllegalArgumentException if the score is outside 0 to 1 or not a number
     */
    public static Builder scored(double score) {
        return new Builder(checked("score", score), null);
    }

    /** Creates the verdict of a judge that could not come to a score. */
    public static Verdict unscored(String cause) {
        return new Builder(null, Objects.requireNonNull(cause, "cause")).build();
    }

    /** Returns whether there is a score. */
    public boolean isScored() {
        return score != null;
    }

    /** Returns the overall score, 0 to 1, or null when unscored. */
    public @Nullable Double score() {
        return score;
    }

    /** Returns the score of each dimension, 0 to 1, in the rubric's order. */
    public Map<String, Double> dimensions() {
        return dimensions;
    }

    /** Returns the named defects that were found, the gravest first; empty when there is none. */
    public List<String> defects() {
        return defects;
    }

    /** Returns the judge's reason in its own words, or null. */
    public @Nullable String reason() {
        return reason;
    }

    /** Returns why there is no score, or null when there is one. */
    public @Nullable String unscoredCause() {
        return unscoredCause;
    }

    /** Returns the standard deviation of the votes behind the score, 0 to 1, or null with a single vote. */
    public @Nullable Double spread() {
        return spread;
    }

    private static double checked(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A " + what + " lies between 0 and 1, but was " + value);
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verdict that
                && Objects.equals(score, that.score)
                && dimensions.equals(that.dimensions)
                && defects.equals(that.defects)
                && Objects.equals(reason, that.reason)
                && Objects.equals(unscoredCause, that.unscoredCause)
                && Objects.equals(spread, that.spread);
    }

    @Override
    public int hashCode() {
        return Objects.hash(score, dimensions, defects, reason, unscoredCause, spread);
    }

    @Override
    public String toString() {
        return score == null ? "Verdict[unscored: " + unscoredCause + "]" : "Verdict[" + score + " " + defects + "]";
    }

    /** Builds a {@link Verdict}. Not safe for use by many threads. */
    public static final class Builder {
        private final @Nullable Double score;
        private final @Nullable String unscoredCause;
        private final Map<String, Double> dimensions = new LinkedHashMap<>();
        private final List<String> defects = new ArrayList<>();
        private @Nullable String reason;
        private @Nullable Double spread;

        private Builder(@Nullable Double score, @Nullable String unscoredCause) {
            this.score = score;
            this.unscoredCause = unscoredCause;
        }

        /**
         * Adds the score of one dimension.
         *
         * @param name name of the dimension
         * @param value 0 (worst) to 1 (best)
         * @throws IllegalArgumentException if the value is outside 0 to 1
         */
        public Builder dimension(String name, double value) {
            dimensions.put(Objects.requireNonNull(name, "name"), checked("dimension's score", value));
            return this;
        }

        /** Adds a named defect, such as {@code echo}; the first one names the reason of a rejection. */
        public Builder defect(String name) {
            defects.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Sets the judge's reason in its own words. */
        public Builder reason(@Nullable String value) {
            this.reason = value;
            return this;
        }

        /**
         * Sets the standard deviation of the votes.
         *
         * @throws IllegalArgumentException if the value is outside 0 to 1
         */
        public Builder spread(double value) {
            this.spread = checked("spread", value);
            return this;
        }

        /** Creates the verdict. */
        public Verdict build() {
            return new Verdict(this);
        }
    }
}
