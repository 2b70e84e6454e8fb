package io.augment.internal.filter;

import io.augment.internal.text.ContentTokens;
import io.augment.internal.text.Hashing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds benchmark texts in records: whole, in part by n-grams, or changed and interleaved by coverage.
 *
 * <p>Immutable once built; a {@link Finder} searches one record after the other.
 */
public final class ContaminationIndex {
    /** A text of fewer words than this is found as a whole only. */
    private static final float SHORT = 8;

    /** A text that says this much is found by the coverage that was asked for; one that says less needs more. */
    private static final float MUCH = 5;

    /** A text that says no more than this is found as a whole only, if in pieces. */
    private static final float LITTLE = 1;

    /** How much must be found, in words that no other text has. */
    private static final float EVIDENCE = 1.5f;

    /** The share of words in pieces that is as good as the whole, however little it says. */
    private static final float ALL_PIECES = 0.98f;

    /** How much a run of words must say. */
    private static final float RUN_EVIDENCE = 2.5f;

    /** How much less the share of words may be than the share of their weight. */
    private static final float WORDS_BELOW = 0.15f;

    private static final float ROUNDING = 1e-3f;
    private static final float LEAST_NEEDED = 0.15f;
    private static final int RARE = 64;
    private static final int RARE_SHARE = 250;

    private final BenchmarkTokens texts;
    private final int ngram;
    private final float coverage;
    private final int[] postingStarts;
    private final int[] postingTexts;
    private final float[] postingShares;
    private final float[] needed;
    /** Where n-grams stand of which several texts have the same. */
    private final BitSet shared = new BitSet();

    private final int[] grams;
    private final WholeTexts wholes;

    /**
     * Builds the index.
     *
     * @param ngram how many consecutive words of a text make a contamination
     * @param coverage share of a long text, by weight, that makes one without so many consecutive words
     */
    public ContaminationIndex(List<BenchmarkText> benchmarkTexts, int ngram, double coverage) {
        this.ngram = ngram;
        this.coverage = (float) coverage;
        texts = new BenchmarkTokens(benchmarkTexts);
        needed = new float[texts.count()];
        int mostTexts = Math.max(RARE, texts.count() / RARE_SHARE);
        postingStarts = new int[texts.vocabulary().size() + 1];
        int[] last = new int[texts.vocabulary().size()];
        forEachRareWord(mostTexts, last, (text, token) -> postingStarts[token + 1]++);
        for (int token = 0; token < last.length; token++) {
            postingStarts[token + 1] += postingStarts[token];
        }
        postingTexts = new int[postingStarts[last.length]];
        postingShares = new float[postingTexts.length];
        fillPostings(mostTexts, last);
        grams = buildGrams();
        wholes = new WholeTexts(benchmarkTexts);
    }

    private interface Visit {
        void rareWord(int text, int token);
    }

    private void forEachRareWord(int mostTexts, int[] last, Visit visit) {
        Arrays.fill(last, -1);
        for (int text = 0; text < texts.count(); text++) {
            for (int i = texts.start(text); i < texts.start(text) + texts.length(text); i++) {
                int token = texts.tokens()[i];
                if (texts.frequency(token) <= mostTexts && last[token] != text) {
                    last[token] = text;
                    visit.rareWord(text, token);
                }
            }
        }
    }

    private void fillPostings(int mostTexts, int[] last) {
        int[] filled = postingStarts.clone();
        Arrays.fill(last, -1);
        for (int text = 0; text < texts.count(); text++) {
            float rest = 0;
            float total = Math.max(texts.total(text), Float.MIN_NORMAL);
            for (int i = texts.start(text); i < texts.start(text) + texts.length(text); i++) {
                int token = texts.tokens()[i];
                float share = texts.weights()[i] / total;
                if (texts.frequency(token) > mostTexts) {
                    rest += share;
                    continue;
                }
                if (last[token] != text) {
                    last[token] = text;
                    postingTexts[filled[token]++] = text;
                }
                postingShares[filled[token] - 1] += share;
            }
            needed[text] = Math.max(LEAST_NEEDED, required(text) - rest);
        }
    }

    /** Returns the share of a text's weight that must be found; above 1 for texts that are found as a whole only. */
    private float required(int text) {
        if (texts.units(text) < SHORT) {
            return 2;
        }
        float missing = Math.max(0, (MUCH - texts.total(text)) / (MUCH - LITTLE));
        return Math.min(1, coverage + (1 - coverage) * missing);
    }

    private int[] buildGrams() {
        int[] table = emptyTable(texts.tokens().length);
        for (int text = 0; text < texts.count(); text++) {
            int end = texts.start(text) + texts.length(text);
            for (int i = texts.start(text); i + ngram <= end; i++) {
                int position = gramAt(table, texts.tokens(), i);
                if (position < 0) {
                    insert(table, gramHash(texts.tokens(), i, ngram), i);
                } else if (texts.textAt(position) != text) {
                    shared.set(position);
                }
            }
        }
        return table;
    }

    private int gramAt(int[] table, int[] tokens, int from) {
        int mask = table.length - 1;
        for (int slot = (int) gramHash(tokens, from, ngram) & mask; table[slot] >= 0; slot = (slot + 1) & mask) {
            int position = table[slot];
            if (Arrays.equals(tokens, from, from + ngram, texts.tokens(), position, position + ngram)) {
                return position;
            }
        }
        return -1;
    }

    private static int[] emptyTable(int entries) {
        int[] table = new int[Math.max(16, Integer.highestOneBit(entries + entries / 2) << 1)];
        Arrays.fill(table, -1);
        return table;
    }

    private static void insert(int[] table, long hash, int position) {
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (table[at] >= 0) {
            at = (at + 1) & mask;
        }
        table[at] = position;
    }

    private static long gramHash(int[] tokens, int from, int length) {
        long hash = Hashing.SEED;
        for (int i = from; i < from + length; i++) {
            hash = hash * 0xD6E8FEB86659FD93L + tokens[i];
        }
        return Hashing.mix(hash);
    }

    /** Returns a finder, for one thread. */
    public Finder finder() {
        return new Finder();
    }

    /** Returns the number of texts. */
    public int size() {
        return texts.count();
    }

    /** Says how a text was found. */
    public enum Kind {
        /** All of it, word for word. */
        WHOLE,
        /** Most of it, with changes or other words in between. */
        COVERAGE,
        /** A run of words. */
        NGRAM
    }

    /**
     * Tells what was found.
     *
     * @param text the benchmark's text
     * @param kind how it was found
     * @param score share of the text that was found, 0 to 1
     * @param start first token of the record's tokens that belongs to it
     * @param end the token behind the last
     */
    public record Hit(BenchmarkText text, Kind kind, double score, int start, int end) {}

    /** Searches records for the texts of the index. Used by one thread. */
    public final class Finder {
        private static final int MOST_CANDIDATES = 256;

        private final WholeTexts.Finder whole = wholes.finder();
        private final Alignment alignment = new Alignment(texts);
        private final float[] found = new float[texts.count()];
        private final IntList touched = new IntList();
        private final int[] seen = new int[texts.vocabulary().size()];
        private int[] record = new int[1 << 8];
        private int round;

        private Finder() {}

        /**
         * Returns what a record holds most of, or null where it holds nothing.
         *
         * @param fieldStarts where the fields of the record begin among its tokens, and the end
         */
        public @Nullable Hit find(ContentTokens tokens, int[] fieldStarts) {
            int count = tokens.size();
            if (count > record.length) {
                record = new int[Integer.highestOneBit(count) << 1];
            }
            for (int i = 0; i < count; i++) {
                record[i] = texts.vocabulary().find(tokens.get(i));
            }
            if (whole.find(tokens, letterStarts(tokens, fieldStarts))) {
                int last = whole.start() + whole.length() - 1;
                return new Hit(
                        texts.text(whole.text()),
                        Kind.WHOLE,
                        1,
                        tokens.tokenOfLetter(whole.start()),
                        tokens.tokenOfLetter(last) + 1);
            }
            Hit covered = findCovered(count);
            return covered != null ? covered : findGram(count);
        }

        private int[] letterStarts(ContentTokens tokens, int[] fieldStarts) {
            int[] letterStarts = new int[fieldStarts.length];
            int letter = 0;
            for (int field = 0; field < fieldStarts.length; field++) {
                while (letter < tokens.letterCount() && tokens.tokenOfLetter(letter) < fieldStarts[field]) {
                    letter++;
                }
                letterStarts[field] = letter;
            }
            return letterStarts;
        }

        private @Nullable Hit findCovered(int count) {
            touched.clear();
            round++;
            for (int i = 0; i < count; i++) {
                int token = record[i];
                if (token < 0 || seen[token] == round) {
                    continue;
                }
                seen[token] = round;
                for (int p = postingStarts[token]; p < postingStarts[token + 1]; p++) {
                    int text = postingTexts[p];
                    if (found[text] == 0) {
                        touched.add(text);
                    }
                    // Never quite zero, so that a touched text is known.
                    found[text] += postingShares[p] + Float.MIN_NORMAL;
                }
            }
            Hit best = null;
            int candidates = 0;
            for (int i = 0; i < touched.size(); i++) {
                int text = touched.get(i);
                boolean isCandidate = found[text] >= needed[text] - ROUNDING;
                found[text] = 0;
                if (isCandidate && candidates++ < MOST_CANDIDATES) {
                    best = better(best, count, text);
                }
            }
            return best;
        }

        private @Nullable Hit better(@Nullable Hit best, int count, int text) {
            alignment.measure(record, count, text);
            float required = required(text);
            boolean isCovered = alignment.score() >= required
                    && alignment.wordShare() >= required - WORDS_BELOW
                    && alignment.evidence() >= EVIDENCE;
            boolean counts = isCovered || alignment.pieceShare() >= ALL_PIECES;
            if (!counts || (best != null && alignment.score() <= best.score())) {
                return best;
            }
            return new Hit(
                    texts.text(text), Kind.COVERAGE, alignment.score(), alignment.spanStart(), alignment.spanEnd());
        }

        private @Nullable Hit findGram(int count) {
            int known = 0;
            for (int i = 0; i < count; i++) {
                known = record[i] < 0 ? 0 : known + 1;
                if (known < ngram) {
                    continue;
                }
                int from = i - ngram + 1;
                int position = gramAt(grams, record, from);
                if (position >= 0 && !shared.get(position)) {
                    Hit hit = run(count, from, position);
                    if (hit != null) {
                        return hit;
                    }
                }
            }
            return null;
        }

        /** Takes a run of equal words that one text alone has for a contamination when it says enough. */
        private @Nullable Hit run(int count, int from, int position) {
            int text = texts.textAt(position);
            int end = texts.start(text) + texts.length(text);
            int length = 0;
            float weight = 0;
            while (from + length < count
                    && position + length < end
                    && record[from + length] == texts.tokens()[position + length]) {
                weight += texts.weights()[position + length];
                length++;
            }
            if (weight < RUN_EVIDENCE) {
                return null;
            }
            return new Hit(texts.text(text), Kind.NGRAM, Math.min(1, weight / texts.total(text)), from, from + length);
        }
    }
}
