package io.augment.local.internal.sample;

import java.util.Arrays;

/**
 * Chooses the tokens of one reply. The order is: penalties, temperature, topK, topP, minP, then a random draw, one a token.
 * Of equal scores the lower token comes first. Not safe for use by many threads.
 *
 * <p>Sources: nucleus sampling, Holtzman et al. 2020 (arXiv 1904.09751); min-p, Nguyen et al. 2024 (arXiv 2407.01082);
 * repetition penalty, Keskar et al. 2019 (arXiv 1909.05858); the other two penalties as in OpenAI's API.
 */
public final class Sampler {
    /** A score this far below the best adds nothing to a sum of doubles, whatever the size of the vocabulary. */
    private static final double NEGLIGIBLE = 60;

    private final SamplerSettings settings;
    private final SplitMix random;
    private final TokenCounts seen = new TokenCounts();
    private int[] candidates = new int[1024];
    private double[] weights = new double[1024];
    private int count;

    /**
     * Creates the sampler of one reply.
     *
     * @param prompt the tokens of the prompt, for the repetition penalty
     */
    public Sampler(SamplerSettings settings, int[] prompt) {
        this.settings = settings;
        this.random = new SplitMix(settings.seed());
        if (settings.repetitionPenalty() != 1) {
            for (int id : prompt) {
                seen.addPrompt(id);
            }
        }
    }

    /**
     * Chooses the next token and remembers it.
     *
     * @param scores the model's scores, changed by the penalties; negative infinity for a token that may not be chosen
     * @throws IllegalStateException if no token has a finite score
     */
    public int choose(float[] scores) {
        penalize(scores);
        int best = best(scores);
        int chosen = settings.temperature() == 0 || settings.topK() == 1 ? best : draw(scores, scores[best]);
        seen.addReply(chosen);
        return chosen;
    }

    private void penalize(float[] scores) {
        if (settings.repetitionPenalty() == 1 && settings.frequencyPenalty() == 0 && settings.presencePenalty() == 0) {
            return;
        }
        seen.forEach((id, times) -> {
            double score = scores[id];
            score = score > 0 ? score / settings.repetitionPenalty() : score * settings.repetitionPenalty();
            if (times > 0) {
                score -= settings.presencePenalty() + times * settings.frequencyPenalty();
            }
            scores[id] = (float) score;
        });
    }

    private static int best(float[] scores) {
        int best = -1;
        float high = Float.NEGATIVE_INFINITY;
        for (int id = 0; id < scores.length; id++) {
            if (scores[id] > high) {
                high = scores[id];
                best = id;
            }
        }
        if (best < 0 || high == Float.POSITIVE_INFINITY) {
            throw new IllegalStateException("The model gave no finite score for any token; its file may be damaged");
        }
        return best;
    }

    private int draw(float[] scores, float high) {
        gather(scores, high);
        boolean cutByRank = settings.topK() > 0 && settings.topK() < count;
        if (cutByRank) {
            Ranking.best(candidates, weights, count, settings.topK());
            count = settings.topK();
        }
        if (settings.topP() < 1) {
            cutByShare(!cutByRank);
        }
        double floor = settings.minP();
        double sum = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] >= floor) {
                candidates[kept] = candidates[i];
                weights[kept] = weights[i];
                sum += weights[kept++];
            }
        }
        double left = random.next() * sum;
        for (int i = 0; i < kept - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return candidates[i];
            }
        }
        return candidates[kept - 1];
    }

    /** Candidates with their weights, the best token's being 1. */
    private void gather(float[] scores, float high) {
        count = 0;
        for (int id = 0; id < scores.length; id++) {
            double below = (high - scores[id]) / settings.temperature();
            if (below <= NEGLIGIBLE) {
                if (count == candidates.length) {
                    candidates = Arrays.copyOf(candidates, count * 2);
                    weights = Arrays.copyOf(weights, count * 2);
                }
                candidates[count] = id;
                weights[count++] = Math.exp(-below);
            }
        }
    }

    private void cutByShare(boolean unsorted) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i];
        }
        if (unsorted) {
            // All tokens lighter than this weigh less together than what may be cut off: the rest need no sorting.
            double light = (1 - settings.topP()) * sum / count;
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (weights[i] >= light) {
                    candidates[kept] = candidates[i];
                    weights[kept++] = weights[i];
                }
            }
            count = kept;
            Ranking.best(candidates, weights, count, count);
        }
        double wanted = settings.topP() * sum;
        double reached = 0;
        int enough = 0;
        while (enough < count && reached < wanted) {
            reached += weights[enough++];
        }
        count = Math.max(1, enough);
    }
}
