package io.augment.internal.filter;

import io.augment.internal.text.ContentTokens;

/** Holds the words of a record by their numbers in the vocabulary of the benchmarks. Used by one thread. */
final class RecordWords {
    private final Vocabulary vocabulary;
    private final int[] seen;
    private int[] tokens = new int[1 << 8];
    private int[] distinct = new int[1 << 8];
    private int count;
    private int distinctCount;
    private int round;

    RecordWords(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        seen = new int[vocabulary.size()];
    }

    /** Reads the next record. */
    void read(ContentTokens record) {
        round++;
        count = record.size();
        distinctCount = 0;
        if (count > tokens.length) {
            tokens = new int[Integer.highestOneBit(count) << 1];
            distinct = new int[tokens.length];
        }
        for (int i = 0; i < count; i++) {
            int token = vocabulary.find(record.get(i));
            tokens[i] = token;
            if (token >= 0 && seen[token] != round) {
                seen[token] = round;
                distinct[distinctCount++] = token;
            }
        }
    }

    /** Returns the record's words in their order, -1 for those of no benchmark; as many count as {@link #count} tells. */
    int[] tokens() {
        return tokens;
    }

    int count() {
        return count;
    }

    /** Returns each word of a benchmark that the record has, once. */
    int[] distinct() {
        return distinct;
    }

    int distinctCount() {
        return distinctCount;
    }

    /** Returns whether the record has a word. */
    boolean has(int token) {
        return seen[token] == round;
    }
}
