package io.augment.judge;

import io.augment.internal.judge.PaiRubric;
import io.augment.internal.judge.PresetRubrics;
import io.augment.internal.judge.RubricFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    /**
     * Returns the four aspects of UltraFeedback, each from 1 to 5: instruction following, truthfulness, honesty, helpfulness.
     * Source of aspects and scales: OpenBMB/UltraFeedback (arXiv 2310.01377); the wording is our own.
     *
     * @param language {@code zh} for descriptions in Chinese; English ones for any other
     */
    public static Rubric ultraFeedback(String language) {
        return PresetRubrics.ultraFeedback(language);
    }

    /**
     * Returns AlpaGasus' single dimension accuracy, from 0 to 5; its authors keep 4.5 and more, which is 0.9 here. Source:
     * arXiv 2307.08701; the wording is our own.
     *
     * @param language {@code zh} for descriptions in Chinese; English ones for any other
     */
    public static Rubric alpaGasusAccuracy(String language) {
        return PresetRubrics.alpaGasusAccuracy(language);
    }

    /** Returns AlpaGasus' single dimension helpfulness, from 0 to 5; see {@link #alpaGasusAccuracy}. */
    public static Rubric alpaGasusHelpfulness(String language) {
        return PresetRubrics.alpaGasusHelpfulness(language);
    }

    /**
     * Returns a check of facts alone: 1 when every statement that can be checked is right, else 0.
     *
     * @param language {@code zh} for descriptions in Chinese; English ones for any other
     */
    public static Rubric factualCorrectness(String language) {
        return PresetRubrics.factualCorrectness(language);
    }

    /**
     * Reads a rubric from a JSON file: {@code {"dimensions": [{"name": "...", "description": "...", "min": 1, "max": 5,
     * "weight": 2, "anchors": {"1": "useless", "5": "perfect"}}]}}. Weight and anchors may be left out.
     *
     * @throws IllegalArgumentException if the file cannot be read, or a dimension is not complete; the message names both
     */
    public static Rubric read(Path file) {
        return RubricFile.read(file);
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
     * @param anchors what single scores mean, by score; shown to the judge
     */
    public record Dimension(
            String name, String description, double min, double max, double weight, Map<Double, String> anchors) {
        /** Creates a dimension without anchors. */
        public Dimension(String name, String description, double min, double max, double weight) {
            this(name, description, min, max, weight, Map.of());
        }

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
            for (double score : anchors.keySet()) {
                if (!(score >= min && score <= max)) {
                    throw new IllegalArgumentException("An anchor of " + name + " lies outside its scale: " + score);
                }
            }
            anchors = Collections.unmodifiableMap(new TreeMap<>(anchors));
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
            return dimension(new Dimension(name, description, min, max, weight));
        }

        /**
         * Adds a dimension.
         *
         * @throws IllegalArgumentException if its name is taken
         */
        public Builder dimension(Dimension dimension) {
            if (dimensions.stream().anyMatch(other -> other.name().equals(dimension.name()))) {
                throw new IllegalArgumentException("The dimension " + dimension.name() + " is there already");
            }
            dimensions.add(dimension);
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
