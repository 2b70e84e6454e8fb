package io.augment.filter;

import io.augment.Example;
import io.augment.internal.filter.RougeIndex;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares records with all records of a pool by ROUGE-L: the form in which Self-Instruct writes the most similar
 * instructions and the mean similarity into its records.
 *
 * <p>Used by one thread.
 *
 * <pre>{@code
 * RougeLPool pool = Filters.rougeLNovelty().against(seeds).pool();
 * RougeLPool.Similarities similarities = pool.compare(candidate);
 * pool.add(candidate);
 * }</pre>
 */
public final class RougeLPool {
    private static final int MOST_SIMILAR = 10;

    private final DuplicateKey key;
    private final RougeLNovelty.Session session;

    RougeLPool(DuplicateKey key, double threshold) {
        this.key = key;
        session = new RougeLNovelty.Session(key, threshold);
    }

    /**
     * Holds how similar a record is to those of the pool.
     *
     * @param mean mean F-measure, 0 to 1; 0 for an empty pool
     * @param mostSimilar the ten with the highest F-measures, best first, earlier ones first among equals
     */
    public record Similarities(double mean, List<Similarity> mostSimilar) {
        /** Creates the value. */
        public Similarities {
            mostSimilar = List.copyOf(mostSimilar);
        }

        /** Returns the highest F-measure; 0 for an empty pool. */
        public double highest() {
            return mostSimilar.isEmpty() ? 0 : mostSimilar.get(0).score();
        }
    }

    /**
     * Holds the similarity to one record.
     *
     * @param name identifier of the record, or the file and line of a reference
     * @param score F-measure, 0 to 1
     */
    public record Similarity(String name, double score) {}

    /** Returns the number of records. */
    public int size() {
        return session.index().size();
    }

    /** Adds a record. */
    public void add(Example example) {
        session.read(example, KeyView.WHOLE);
        session.add(example.id(), KeyView.WHOLE);
    }

    /** Compares a record with every record of the pool. */
    public Similarities compare(Example example) {
        session.read(example, KeyView.WHOLE);
        RougeIndex index = session.index();
        double[] scores = index.scores(KeyView.of(example, key).number());
        int[] best = new int[Math.min(MOST_SIMILAR, scores.length)];
        Arrays.fill(best, -1);
        double sum = 0;
        int compared = 0;
        for (int record = 0; record < scores.length; record++) {
            if (scores[record] >= 0) {
                sum += scores[record];
                compared++;
                insert(best, scores, record);
            }
        }
        List<Similarity> mostSimilar = new ArrayList<>();
        for (int record : best) {
            if (record >= 0) {
                mostSimilar.add(new Similarity(index.name(record), scores[record]));
            }
        }
        return new Similarities(compared == 0 ? 0 : sum / compared, mostSimilar);
    }

    void remember(List<Source> references) {
        session.remember(references);
    }

    private static void insert(int[] best, double[] scores, int record) {
        int at = best.length;
        while (at > 0 && (best[at - 1] < 0 || scores[best[at - 1]] < scores[record])) {
            at--;
        }
        if (at < best.length) {
            System.arraycopy(best, at, best, at + 1, best.length - at - 1);
            best[at] = record;
        }
    }
}
