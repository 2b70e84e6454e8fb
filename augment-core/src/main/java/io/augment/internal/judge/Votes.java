package io.augment.internal.judge;

import io.augment.Verdict;
import io.augment.judge.Rubric;
import io.augment.judge.Rubric.Dimension;
import io.augment.judge.VoteRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one verdict of several votes. */
final class Votes {
    private Votes() {}

    static Verdict combined(List<Vote> votes, Rubric rubric, Polling polling) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Dimension dimension : rubric.dimensions()) {
            double[] each = votes.stream()
                    .mapToDouble(vote -> vote.score(dimension.name()))
                    .toArray();
            scores.put(dimension.name(), polling.rule() == VoteRule.MEAN ? mean(each) : majority(each));
        }
        Verdict.Builder verdict = Verdict.scored(new Vote(scores, null).overall(rubric))
                .reason(votes.get(0).reason());
        scores.forEach(verdict::dimension);
        if (polling.votes() > 1) {
            verdict.spread(deviation(
                    votes.stream().mapToDouble(vote -> vote.overall(rubric)).toArray()));
        }
        return verdict.build();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return Math.max(0, Math.min(1, sum / values.length));
    }

    private static double majority(double[] values) {
        Map<Double, Integer> counts = new LinkedHashMap<>();
        for (double value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return mean(counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .mapToDouble(Map.Entry::getKey)
                .toArray());
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.min(1, Math.sqrt(sum / values.length));
    }
}
