package io.augment.internal.filter;

import io.augment.internal.text.TokenBuffer;
import java.util.Arrays;

/**
 * Finds the record with the highest ROUGE-L F-measure above a threshold, exactly, without looking at most of the others.
 *
 * <p>F = 2·LCS / (m + n), and the LCS is at most the number of tokens in common. To exceed the threshold with any record at
 * all, one of m tokens needs an overlap of at least o(m); so two records that exceed it share one of the m - o + 1 rarest
 * tokens of each (prefix filtering: Chaudhuri, Ganti and Kaushik, ICDE 2006). An inverted index of these yields every
 * candidate. How many of them a pair must share follows from its two lengths, and most candidates share too few. Used by
 * one thread.
 */
public final class RougeIndex {
    private static final int FIRST_REORDER = 256;
    private static final int HEAD = 2;

    private final double threshold;
    private final Vocabulary vocabulary = new Vocabulary();
    private final RareFirst rareFirst = new RareFirst(vocabulary);
    private final Postings postings = new Postings();
    private final IntRecords records = new IntRecords();
    private final RecordBytes names = new RecordBytes();
    private final LcsPattern pattern = new LcsPattern();
    private final LcsPattern focusPattern = new LcsPattern();
    private boolean isFocusSet;
    private int[] hits = new int[1 << 8];
    private final int[] leastHits = new int[1 << 10];
    private int leastHitsOf = -1;
    private final IntList candidates = new IntList();
    private int nextReorder = FIRST_REORDER;

    private int[] record = new int[1 << 8];
    private int count;
    private int match = -1;
    private double score;

    /** Creates an empty index. */
    public RougeIndex(double threshold) {
        this.threshold = threshold;
    }

    /** Returns the ROUGE-L F-measure of texts of m and n tokens; 0 when they share nothing. */
    public static double measure(int lcs, int m, int n) {
        return lcs == 0 ? 0 : 2.0 * lcs / (m + n);
    }

    /** Returns the number of records. */
    public int size() {
        return records.size();
    }

    /**
     * Reads the tokens of the next record.
     *
     * @param focusFrom where the part begins that must be similar in itself, too; up to the end
     */
    public void read(TokenBuffer buffer, int focusFrom) {
        count = buffer.size();
        if (count + HEAD > record.length) {
            record = new int[Integer.highestOneBit(count + HEAD) << 1];
        }
        record[1] = focusFrom;
        for (int i = 0; i < count; i++) {
            record[HEAD + i] = vocabulary.number(buffer.get(i));
        }
        pattern.set(record, HEAD, count, vocabulary.size());
        isFocusSet = false;
    }

    /**
     * Finds the record most like the one that was read last, the earliest of several.
     *
     * @param view records were added with a view; those of view 0 and of this one count
     * @return whether there is one above the threshold
     */
    public boolean find(int view) {
        match = -1;
        score = threshold;
        int[] features = rareFirst.features(record, HEAD, count);
        int prefix = prefix(count);
        candidates.clear();
        for (int i = 0; i < prefix; i++) {
            int[] posting = postings.of(features[i]);
            int length = postings.count(features[i]);
            for (int p = 0; p < length; p++) {
                if (hits[posting[p]]++ == 0) {
                    candidates.add(posting[p]);
                }
            }
        }
        for (int i = 0; i < candidates.size(); i++) {
            int candidate = candidates.get(i);
            if (hits[candidate] >= leastHits(prefix, records.length(candidate) - HEAD)) {
                verify(candidate, view);
            }
            hits[candidate] = 0;
        }
        return match >= 0;
    }

    /**
     * Returns how many of its rarest tokens the record must share with one of n tokens to exceed the threshold: where the
     * overlap is at least t, m - t tokens are not shared, so the k-th that is shared stands among the first k + m - t.
     */
    private int leastHits(int prefix, int n) {
        if (n >= leastHits.length) {
            return computeLeastHits(prefix, n);
        }
        if (leastHitsOf != count) {
            Arrays.fill(leastHits, -1);
            leastHitsOf = count;
        }
        if (leastHits[n] < 0) {
            // None or fewer are as good as one, which every candidate has.
            leastHits[n] = Math.max(0, computeLeastHits(prefix, n));
        }
        return leastHits[n];
    }

    private int computeLeastHits(int prefix, int n) {
        int overlap = Math.max(1, (int) (threshold * (count + n) / 2) - 1);
        while (!(measure(overlap, count, n) > threshold)) {
            overlap++;
        }
        return Math.min(prefix - (count - overlap), prefix(n) - (n - overlap));
    }

    private void verify(int candidate, int view) {
        int length = records.length(candidate) - HEAD;
        if (measure(Math.min(count, length), count, length) < score) {
            return;
        }
        int[] block = records.block(candidate);
        int start = records.start(candidate);
        if (block[start] != 0 && block[start] != view) {
            return;
        }
        double measured = measure(pattern.lcs(block, start + HEAD, length), count, length);
        boolean isBetter = measured > score || (measured == score && candidate < match);
        if (isBetter && isFocusSimilar(block, start, length)) {
            match = candidate;
            score = measured;
        }
    }

    private boolean isFocusSimilar(int[] block, int start, int length) {
        int focus = record[1];
        int itsFocus = block[start + 1];
        if (focus == 0 && itsFocus == 0) {
            return true;
        }
        if (!isFocusSet) {
            focusPattern.set(record, HEAD + focus, count - focus, vocabulary.size());
            isFocusSet = true;
        }
        int lcs = focusPattern.lcs(block, start + HEAD + itsFocus, length - itsFocus);
        return measure(lcs, count - focus, length - itsFocus) > threshold;
    }

    /** Returns the name of the record that was found. */
    public String matchName() {
        return name(match);
    }

    /** Returns the F-measure of the record that was found. */
    public double matchScore() {
        return score;
    }

    /** Returns the name of a record. */
    public String name(int number) {
        names.seek(number);
        return names.getName();
    }

    /** Returns the F-measure of the record that was read last and each record; -1 for those of another view. */
    public double[] scores(int view) {
        double[] scores = new double[records.size()];
        for (int i = 0; i < scores.length; i++) {
            int[] block = records.block(i);
            int start = records.start(i);
            int length = records.length(i) - HEAD;
            boolean counts = block[start] == 0 || block[start] == view;
            scores[i] = counts ? measure(pattern.lcs(block, start + HEAD, length), count, length) : -1;
        }
        return scores;
    }

    /** Adds the record that was read last. */
    public void add(String name, int view) {
        record[0] = view;
        records.add(record, HEAD + count);
        names.begin(RecordBytes.nameBytes(name));
        names.putName(name);
        if (records.size() > hits.length) {
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        post(records.size() - 1, record, HEAD, count);
        if (records.size() == nextReorder) {
            nextReorder *= 2;
            reorder();
        }
    }

    private void post(int number, int[] block, int start, int length) {
        int[] features = rareFirst.features(block, start, length);
        int prefix = prefix(length);
        for (int i = 0; i < prefix; i++) {
            postings.add(features[i], number);
        }
    }

    /** Learns anew which tokens are rare; a better order means fewer candidates, and any order the right ones. */
    private void reorder() {
        rareFirst.startCounting();
        for (int i = 0; i < records.size(); i++) {
            rareFirst.count(records.block(i), records.start(i) + HEAD, records.length(i) - HEAD);
        }
        rareFirst.finishCounting();
        postings.clear();
        for (int i = 0; i < records.size(); i++) {
            post(i, records.block(i), records.start(i) + HEAD, records.length(i) - HEAD);
        }
    }

    /** Returns how many of the rarest of m tokens two records must share one of to exceed the threshold. */
    private int prefix(int m) {
        // The other record has at least as many tokens as the overlap, and the fewer the better for the measure.
        int least = Math.max(1, (int) (threshold * m / (2 - threshold)) - 1);
        while (least <= m && !(measure(least, m, least) > threshold)) {
            least++;
        }
        return Math.max(0, m - least + 1);
    }

    /** Holds the records of each feature. */
    private static final class Postings {
        private int[][] records = new int[1 << 10][];
        private int[] counts = new int[1 << 10];

        int[] of(int feature) {
            return feature < records.length && records[feature] != null ? records[feature] : NONE;
        }

        int count(int feature) {
            return feature < counts.length ? counts[feature] : 0;
        }

        void add(int feature, int record) {
            if (feature >= records.length) {
                int length = Integer.highestOneBit(feature) << 1;
                records = Arrays.copyOf(records, length);
                counts = Arrays.copyOf(counts, length);
            }
            int[] posting = records[feature];
            if (posting == null) {
                posting = new int[2];
                records[feature] = posting;
            } else if (counts[feature] == posting.length) {
                posting = Arrays.copyOf(posting, posting.length * 2);
                records[feature] = posting;
            }
            posting[counts[feature]++] = record;
        }

        void clear() {
            Arrays.fill(records, null);
            Arrays.fill(counts, 0);
        }

        private static final int[] NONE = {};
    }
}
