package io.augment.internal.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what the judges said of the kept and of the rejected rows. */
final class Scores {
    static final int BINS = 10;
    private static final int MOST_DIMENSIONS = 24;

    private final Group kept = new Group();
    private final Group rejected = new Group();

    /** The scores of one kind of rows. */
    static final class Group {
        private final long[] bins = new long[BINS];
        private final Map<String, Mean> dimensions = new LinkedHashMap<>();
        private final Mean mean = new Mean();
        private long unscored;

        private void add(Row row) {
            if (!row.isJudged()) {
                return;
            }
            if (!(row.score() >= 0 && row.score() <= 1)) {
                unscored++;
                return;
            }
            bins[Math.min(BINS - 1, (int) (row.score() * BINS))]++;
            mean.add(row.score());
            row.dimensions().forEach((name, value) -> {
                if (dimensions.size() < MOST_DIMENSIONS || dimensions.containsKey(name)) {
                    dimensions.computeIfAbsent(name, none -> new Mean()).add(value);
                }
            });
        }

        long bin(int number) {
            return bins[number];
        }

        Mean mean() {
            return mean;
        }

        Map<String, Mean> dimensions() {
            return dimensions;
        }

        long unscored() {
            return unscored;
        }
    }

    /** A mean of numbers. */
    static final class Mean {
        private double sum;
        private long count;

        private void add(double value) {
            if (Double.isFinite(value)) {
                sum += value;
                count++;
            }
        }

        long count() {
            return count;
        }

        /** Returns the mean, or {@code NaN} of nothing. */
        double value() {
            return sum / count;
        }
    }

    void kept(Row row) {
        kept.add(row);
    }

    void rejected(Row row) {
        rejected.add(row);
    }

    Group kept() {
        return kept;
    }

    Group rejected() {
        return rejected;
    }

    boolean isEmpty() {
        return kept.mean.count + kept.unscored + rejected.mean.count + rejected.unscored == 0;
    }
}
