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
    /** How much a run of words must say. */
    private static final float RUN_EVIDENCE = 2.5f;

    /** How distinct the phrases around a word are that no other text of its benchmark has. */
    private static final float OWN_PHRASE = 0.95f;

    /** The share of such words in a run: where two pieces of boilerplate meet there are but a few. */
    private static final float OWN_SHARE = 0.4f;

    private static final long BASE = 0xD6E8FEB86659FD93L;
    private static final float ROUNDING = 1e-3f;
    private static final int RARE = 64;
    private static final int RARE_SHARE = 250;

    private final BenchmarkTokens texts;
    private final int ngram;
    private final CoverageNeeds needs;
    private final int[] postingStarts;
    private final int[] postingTexts;
    private final float[] postingShares;
    private final float[] needed;
    /** Where n-grams stand of which several texts have the same. */
    private final BitSet shared = new BitSet();

    private final long topPower;
    private final HashFilter gramFilter;
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
        texts = new BenchmarkTokens(benchmarkTexts);
        needs = new CoverageNeeds(texts, (float) coverage);
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
        topPower = power(ngram - 1);
        gramFilter = new HashFilter(texts.tokens().length);
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
            float questionRest = 0;
            float total = Math.max(texts.total(text), Float.MIN_NORMAL);
            for (int i = texts.start(text); i < texts.start(text) + texts.length(text); i++) {
                int token = texts.tokens()[i];
                float share = texts.weights()[i] / total;
                if (texts.frequency(token) > mostTexts) {
                    rest += share;
                    questionRest += i < texts.start(text) + texts.questionLength(text) ? share : 0;
                    continue;
                }
                if (last[token] != text) {
                    last[token] = text;
                    postingTexts[filled[token]++] = text;
                }
                postingShares[filled[token] - 1] += share;
            }
            needed[text] = needs.rareShare(text, mostTexts, rest, questionRest);
        }
    }

    private int[] buildGrams() {
        int[] table = emptyTable(texts.tokens().length);
        for (int text = 0; text < texts.count(); text++) {
            int end = texts.start(text) + texts.length(text);
            long sum = 0;
            for (int i = texts.start(text); i < end; i++) {
                sum = roll(sum, texts.tokens(), i, i - texts.start(text));
                int from = i - ngram + 1;
                if (from < texts.start(text)) {
                    continue;
                }
                long hash = Hashing.mix(sum);
                int position = gramAt(table, hash, texts.tokens(), from);
                if (position < 0) {
                    insert(table, hash, from);
                    gramFilter.add(hash);
                } else if (texts.textAt(position) != text) {
                    shared.set(position);
                }
            }
        }
        return table;
    }

    /** Returns the sum that stands for the n tokens up to this one, from that of the n before it (Karp and Rabin, 1987). */
    private long roll(long sum, int[] tokens, int at, int before) {
        long left = before < ngram ? 0 : (tokens[at - ngram] + 1) * topPower;
        return (sum - left) * BASE + tokens[at] + 1;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= BASE;
        }
        return power;
    }

    private int gramAt(int[] table, long hash, int[] tokens, int from) {
        int mask = table.length - 1;
        for (int slot = (int) hash & mask; table[slot] >= 0; slot = (slot + 1) & mask) {
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
        private final CoverageCheck check = new CoverageCheck(texts, needs);
        private final RecordWords words = new RecordWords(texts.vocabulary());
        private final float[] found = new float[texts.count()];
        private final int[] touched = new int[texts.count()];
        private long[] candidates = new long[MOST_CANDIDATES];

        private Finder() {}

        /** Returns the number of texts. */
        public int items() {
            return size();
        }

        /**
         * Returns what a record holds most of, or null where it holds nothing.
         *
         * @param fieldStarts where the fields of the record begin among its tokens, and the end
         */
        public @Nullable Hit find(ContentTokens tokens, int[] fieldStarts) {
            words.read(tokens);
            if (whole.find(tokens, letterStarts(tokens, fieldStarts))) {
                int last = whole.start() + whole.length() - 1;
                return new Hit(
                        texts.text(whole.text()),
                        Kind.WHOLE,
                        1,
                        tokens.tokenOfLetter(whole.start()),
                        tokens.tokenOfLetter(last) + 1);
            }
            Hit covered = findCovered();
            return covered != null ? covered : findGram();
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

        /** Adds up which share of each text the record's words are, and returns how many texts have any. */
        private int touch() {
            // Local names, since this loop takes most of the time that a record takes.
            float[] shares = postingShares;
            int[] holders = postingTexts;
            float[] sums = found;
            int[] any = touched;
            int size = 0;
            for (int i = 0; i < words.distinctCount(); i++) {
                int token = words.distinct()[i];
                int end = postingStarts[token + 1];
                for (int p = postingStarts[token]; p < end; p++) {
                    int text = holders[p];
                    float before = sums[text];
                    if (before == 0) {
                        any[size++] = text;
                    }
                    // Never quite zero, so that a touched text is known.
                    sums[text] = before + shares[p] + Float.MIN_NORMAL;
                }
            }
            return size;
        }

        private @Nullable Hit findCovered() {
            int touchedCount = touch();
            int size = 0;
            for (int i = 0; i < touchedCount; i++) {
                int text = touched[i];
                if (found[text] >= needed[text] - ROUNDING) {
                    // The lower bits of a positive float grow with it, so this sorts by how much was found.
                    candidates = size < candidates.length ? candidates : Arrays.copyOf(candidates, 2 * size);
                    candidates[size++] = (long) Float.floatToIntBits(found[text]) << 32 | text;
                }
                found[text] = 0;
            }
            Arrays.sort(candidates, 0, size);
            Hit best = null;
            for (int i = size - 1; i >= Math.max(0, size - MOST_CANDIDATES); i--) {
                best = better(best, (int) candidates[i]);
            }
            return best;
        }

        private @Nullable Hit better(@Nullable Hit best, int text) {
            Alignment found = check.alignment();
            return !check.finds(words, text) || (best != null && found.score() <= best.score())
                    ? best
                    : new Hit(texts.text(text), Kind.COVERAGE, found.score(), found.spanStart(), found.spanEnd());
        }

        private @Nullable Hit findGram() {
            int[] record = words.tokens();
            int known = 0;
            long sum = 0;
            for (int i = 0; i < words.count(); i++) {
                if (record[i] < 0) {
                    known = 0;
                    sum = 0;
                    continue;
                }
                sum = roll(sum, record, i, known++);
                long hash = Hashing.mix(sum);
                if (known < ngram || !gramFilter.mayHold(hash)) {
                    continue;
                }
                int from = i - ngram + 1;
                int position = gramAt(grams, hash, record, from);
                if (position >= 0 && !shared.get(position)) {
                    Hit hit = run(from, position);
                    if (hit != null) {
                        return hit;
                    }
                }
            }
            return null;
        }

        /** Takes a run of equal words that one text alone has for a contamination when it says enough. */
        private @Nullable Hit run(int from, int position) {
            int[] record = words.tokens();
            int text = texts.textAt(position);
            int end = texts.start(text) + texts.length(text);
            int length = 0;
            float weight = 0;
            int own = 0;
            while (from + length < words.count()
                    && position + length < end
                    && record[from + length] == texts.tokens()[position + length]) {
                weight += texts.weights()[position + length];
                own += texts.phrases()[position + length] >= OWN_PHRASE ? 1 : 0;
                length++;
            }
            if (weight < RUN_EVIDENCE || own < OWN_SHARE * ngram) {
                return null;
            }
            return new Hit(texts.text(text), Kind.NGRAM, Math.min(1, weight / texts.total(text)), from, from + length);
        }
    }
}
