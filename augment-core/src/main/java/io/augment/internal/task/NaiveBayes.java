package io.augment.internal.task;

import io.augment.internal.check.Prose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Is multinomial naive Bayes over a bag of words with add-one smoothing: the baseline that a learned classifier must beat
 * (McCallum and Nigam, 1998). Words are lower case; a Chinese character is a word.
 */
final class NaiveBayes {
    private final int classes;
    private final double[] prior;
    private final Map<String, int[]> counts = new HashMap<>();
    private final long[] totals;

    NaiveBayes(int classes, List<String> texts, int[] truth) {
        this.classes = classes;
        this.prior = new double[classes];
        this.totals = new long[classes];
        for (int i = 0; i < texts.size(); i++) {
            prior[truth[i]]++;
            for (String word : Prose.words(texts.get(i))) {
                counts.computeIfAbsent(word, any -> new int[classes])[truth[i]]++;
                totals[truth[i]]++;
            }
        }
        for (int k = 0; k < classes; k++) {
            prior[k] = prior[k] == 0 ? Double.NEGATIVE_INFINITY : Math.log(prior[k] / texts.size());
        }
    }

    /** Returns the most likely class. */
    int classify(String text) {
        double[] scores = prior.clone();
        for (String word : Prose.words(text)) {
            int[] found = counts.get(word);
            if (found != null) {
                for (int k = 0; k < classes; k++) {
                    scores[k] += Math.log((found[k] + 1.0) / (totals[k] + counts.size()));
                }
            }
        }
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (scores[k] > scores[best]) {
                best = k;
            }
        }
        return best;
    }
}
