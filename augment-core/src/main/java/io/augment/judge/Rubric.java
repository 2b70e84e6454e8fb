package io.augment.judge;

import io.augment.internal.judge.PaiRubric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says by which dimensions a response is judged, each with its scale and weight.
 *
 * <p>Every score is brought to 0 to 1 on its own scale before the weighted mean is taken, so that a dimension of 0 or 1
 * counts as much as one of 0 to 9. Immutable.
 *
 * <pre>{@code
 * Rubric support = Rubric.builder()
 *     .dimension("politeness", "Is it friendly without flattery?", 1, 5)
 *     .dimension("policy", "1 if it promises nothing that the policy forbids, else 0.", 0, 1, 2.0)
 *     .build();
 * QualityJudge judge = QualityJudge.rubricBuilder(teacher).rubric(support).build();
 * }</pre>
 */
public final class Rubric {
    private final List<Dimension> dimensions;

    private Rubric(Builder builder) {
        this.dimensions = List.copyOf(builder.dimensions);
    }

    /**
     * Returns the four dimensions that the authors of the paper released for their checks: informativeness, helpfulness and
     * generalization from 0 to 9, correctness 0 or 1, all of equal weight. Source of dimensions and scales:
     * modelscope/easydistill, {@code default_eval_prompts.yaml}; the wording is our own.
     *
     * @param language {@code zh} for descriptions in Chinese; English ones for any other
     */
    public static Rubric pai(String language) {
        return PaiRubric.in(language);
    }

    /** Starts a rubric. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the dimensions in order; at least one. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rubric that && dimensions.equals(that.dimensions);
    }

    @Override
    public int hashCode() {
        return dimensions.hashCode();
    }

    @Override
    public String toString() {
        return "Rubric" + dimensions.stream().map(Dimension::name).toList();
    }

    /**
     * Describes one dimension.
     *
     * @param name name in the reply and in the verdict
     * @param description what is judged, and what the ends of the scale mean; shown to the judge
     * @param min score of the worst response
     * @param max score of the best response; greater than {@code min}
     * @param weight share in the overall score, relative to the other dimensions; greater than 0
     */
    public record Dimension(String name, String description, double min, double max, double weight) {
        /**
         * Creates a dimension.
         *
         * @throws IllegalArgumentException if the name is blank, the scale is empty, or the weight is not positive
         */
        public Dimension {
            Objects.requireNonNull(description, "description");
            if (name.isBlank()) {
                throw new IllegalArgumentException("A dimension needs a name");
            }
            if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
                throw new IllegalArgumentException(
                        "The scale of " + name + " must rise, but goes from " + min + " to " + max);
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("The weight of " + name + " must be positive, but is " + weight);
            }
        }

        /** Returns a score of this scale as a number from 0 to 1. */
        public double normalized(double score) {
            return (score - min) / (max - min);
        }
    }

    /** Builds a {@link Rubric}. Not safe for use by many threads. */
    public static final class Builder {
        private final List<Dimension> dimensions = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a dimension of weight 1.
         *
         * @throws IllegalArgumentException if the name is blank or taken, or the scale is empty
         */
        public Builder dimension(String name, String description, double min, double max) {
            return dimension(name, description, min, max, 1);
        }

        /**
         * Adds a dimension.
         *
         * @throws IllegalArgumentException if the name is blank or taken, the scale is empty, or the weight is not positive
         */
        public Builder dimension(String name, String description, double min, double max, double weight) {
            if (dimensions.stream().anyMatch(other -> other.name().equals(name))) {
                throw new IllegalArgumentException("The dimension " + name + " is there already");
            }
            dimensions.add(new Dimension(name, description, min, max, weight));
            return this;
        }

        /**
         * Creates the rubric.
         *
         * @throws IllegalStateException if there is no dimension
         */
        public Rubric build() {
            if (dimensions.isEmpty()) {
                throw new IllegalStateException("A rubric needs at least one dimension");
            }
            return new Rubric(this);
        }
    }
}
