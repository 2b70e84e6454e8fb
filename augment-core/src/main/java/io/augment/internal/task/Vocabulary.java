package io.augment.internal.task;

import java.util.Arrays;
import java.util.List;

/**
 * Knows the features that count, their place and how rare they are. Immutable and safe for use by many threads.
 *
 * <p>A text becomes a vector of {@code (1 + log tf) * idf}; words and character n-grams are each brought to length 1 before
 * they are joined, so that the many n-grams do not drown the words.
 */
final class Vocabulary {
    private static final float GRAM_WEIGHT = 0.7f;

    /** Open addressing: the hash, or 0 for a free place, and the feature's index. */
    private final long[] table;

    private final int[] places;
    private final long[] features;
    private final float[] idf;

    Vocabulary(long[] features, float[] idf) {
        this.features = features;
        this.idf = idf;
        int length = Integer.highestOneBit(Math.max(4, features.length) * 2) << 1;
        this.table = new long[length];
        this.places = new int[length];
        for (int i = 0; i < features.length; i++) {
            int at = slot(features[i]);
            table[at] = features[i];
            places[at] = i;
        }
    }

    /** Chooses the features that at least {@code least} of the texts have, and more of them have where that is too many. */
    static Vocabulary of(List<long[]> texts, int least, int maxFeatures) {
        int total = 0;
        for (long[] text : texts) {
            total += text.length;
        }
        long[] all = new long[total];
        int size = 0;
        for (long[] text : texts) {
            long[] sorted = text.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < sorted.length; i++) {
                if (i == 0 || sorted[i] != sorted[i - 1]) {
                    all[size++] = sorted[i];
                }
            }
        }
        Arrays.sort(all, 0, size);
        int most = least;
        while (count(all, size, most) > maxFeatures) {
            most++;
        }
        long[] features = new long[count(all, size, most)];
        float[] idf = new float[features.length];
        int next = 0;
        for (int i = 0; i < size; ) {
            int end = i;
            while (end < size && all[end] == all[i]) {
                end++;
            }
            if (end - i >= most && all[i] != 0) {
                features[next] = all[i];
                idf[next++] = (float) (Math.log((1.0 + texts.size()) / (1.0 + end - i)) + 1);
            }
            i = end;
        }
        return new Vocabulary(Arrays.copyOf(features, next), Arrays.copyOf(idf, next));
    }

    private static int count(long[] sorted, int size, int least) {
        int count = 0;
        for (int i = 0; i < size; ) {
            int end = i;
            while (end < size && sorted[end] == sorted[i]) {
                end++;
            }
            count += end - i >= least ? 1 : 0;
            i = end;
        }
        return count;
    }

    int size() {
        return features.length;
    }

    long feature(int index) {
        return features[index];
    }

    float idf(int index) {
        return idf[index];
    }

    /** Returns the vector of a text's features. */
    SparseVector vector(long[] text) {
        int[] found = new int[text.length];
        int size = 0;
        for (long feature : text) {
            int at = slot(feature);
            if (table[at] == feature) {
                found[size++] = places[at];
            }
        }
        Arrays.sort(found, 0, size);
        int[] indices = new int[size];
        float[] values = new float[size];
        int next = 0;
        for (int i = 0; i < size; ) {
            int end = i;
            while (end < size && found[end] == found[i]) {
                end++;
            }
            indices[next] = found[i];
            values[next++] = (float) (1 + Math.log(end - i)) * idf[found[i]];
            i = end;
        }
        indices = Arrays.copyOf(indices, next);
        values = Arrays.copyOf(values, next);
        normalize(indices, values);
        return new SparseVector(indices, values);
    }

    private void normalize(int[] indices, float[] values) {
        double words = 0;
        double grams = 0;
        for (int i = 0; i < values.length; i++) {
            double square = (double) values[i] * values[i];
            if (TextFeatures.isGram(features[indices[i]])) {
                grams += square;
            } else {
                words += square;
            }
        }
        float word = words == 0 ? 0 : (float) (1 / Math.sqrt(words));
        float gram = grams == 0 ? 0 : (float) (GRAM_WEIGHT / Math.sqrt(grams));
        for (int i = 0; i < values.length; i++) {
            values[i] *= TextFeatures.isGram(features[indices[i]]) ? gram : word;
        }
    }

    private int slot(long feature) {
        int mask = table.length - 1;
        int at = (int) (feature >>> 20) & mask;
        while (table[at] != 0 && table[at] != feature) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
