package io.augment.local.internal.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives natural log-probabilities over the whole vocabulary, from the scores as the model gave them: before penalties,
 * temperature, cuts and constraints. Immutable.
 */
public final class LogProbabilities {
    private final float[] scores;
    private final double logSum;

    private LogProbabilities(float[] scores, double logSum) {
        this.scores = scores;
        this.logSum = logSum;
    }

    /** Reads scores; it copies them, so that they may change afterwards. */
    public static LogProbabilities of(float[] scores) {
        float high = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            high = Math.max(high, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - high);
        }
        return new LogProbabilities(scores.clone(), high + Math.log(sum));
    }

    /** Returns the log-probability of a token, at most 0. */
    public double of(int id) {
        return Math.min(0, scores[id] - logSum);
    }

    /** Returns the most probable tokens, best first; of equals the lower first. */
    public List<Entry> top(int wanted) {
        int size = Math.min(wanted, scores.length);
        int[] ids = new int[scores.length];
        double[] weights = new double[scores.length];
        Arrays.setAll(ids, id -> id);
        Arrays.setAll(weights, id -> scores[id]);
        List<Entry> top = new ArrayList<>(size);
        if (size > 0) {
            Ranking.best(ids, weights, ids.length, size);
        }
        for (int i = 0; i < size; i++) {
            top.add(new Entry(ids[i], of(ids[i])));
        }
        return top;
    }

    /**
     * Returns the probabilities of some tokens as if there were no others: they sum to 1.
     *
     * @param ids different tokens; at least one
     */
    public double[] shares(int[] ids) {
        double high = Arrays.stream(ids).mapToDouble(this::of).max().orElse(0);
        double[] shares =
                Arrays.stream(ids).mapToDouble(id -> Math.exp(of(id) - high)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /**
     * Holds a token and its log-probability.
     *
     * @param id the token
     * @param logProbability natural logarithm of its probability, at most 0
     */
    public record Entry(int id, double logProbability) {}
}
