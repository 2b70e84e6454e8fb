package io.augment.internal.filter;

import io.augment.internal.text.Hashing;
import java.util.Arrays;

/**
 * Lists the tokens of a record with the rarest first.
 *
 * <p>The second occurrence of a token is a feature of its own, so that the overlap of two lists is that of two bags. How
 * rare a feature is was counted at some moment and holds until the next count; what was not seen then is rarer than all
 * else. Used by one thread.
 */
final class RareFirst {
    private final Vocabulary vocabulary;
    private int[] frequencies = new int[0];
    private int[] counting = new int[0];
    private int[] occurrences = new int[1 << 10];
    private int[] features = new int[1 << 8];
    private long[] keys = new long[1 << 8];

    RareFirst(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Returns the features of these tokens, rarest first; only as many as there are tokens count, until the next call. */
    int[] features(int[] tokens, int start, int count) {
        number(tokens, start, count);
        for (int i = 0; i < count; i++) {
            int feature = features[i];
            long frequency = feature < frequencies.length ? frequencies[feature] : 0;
            keys[i] = (frequency << 32) | (Integer.MAX_VALUE - feature);
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            features[i] = Integer.MAX_VALUE - (int) keys[i];
        }
        return features;
    }

    /** Starts to count anew. */
    void startCounting() {
        counting = new int[vocabulary.size()];
    }

    /** Counts the features of a record. */
    void count(int[] tokens, int start, int count) {
        number(tokens, start, count);
        for (int i = 0; i < count; i++) {
            counting[features[i]]++;
        }
    }

    /** Makes what was counted the order. */
    void finishCounting() {
        frequencies = counting;
    }

    private void number(int[] tokens, int start, int count) {
        if (count > features.length) {
            features = new int[Integer.highestOneBit(count) << 1];
            keys = new long[features.length];
        }
        if (vocabulary.size() > occurrences.length) {
            occurrences = new int[Integer.highestOneBit(vocabulary.size()) << 1];
        }
        for (int i = 0; i < count; i++) {
            int token = tokens[start + i];
            int before = occurrences[token]++;
            features[i] = before == 0 ? token : vocabulary.number(Hashing.combine(vocabulary.hash(token), before));
        }
        for (int i = 0; i < count; i++) {
            occurrences[tokens[start + i]] = 0;
        }
    }
}
