package io.augment.internal.judge;

import io.augment.judge.Rubric;
import io.augment.judge.Rubric.Dimension;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a rubric.
 *
 * @param scores score of each dimension, 0 to 1
 * @param reason the judge's own words, or null
 */
record Vote(Map<String, Double> scores, @Nullable String reason) {
    double score(String dimension) {
        Double score = scores.get(dimension);
        if (score == null) {
            throw new IllegalStateException("There is no score for " + dimension);
        }
        return score;
    }

    /** Returns the weighted mean, 0 to 1. */
    double overall(Rubric rubric) {
        double sum = 0;
        double weights = 0;
        for (Dimension dimension : rubric.dimensions()) {
            sum += dimension.weight() * score(dimension.name());
            weights += dimension.weight();
        }
        return Math.max(0, Math.min(1, sum / weights));
    }
}
