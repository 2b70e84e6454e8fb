package io.augment.filter;

import io.augment.Example;
import io.augment.internal.filter.Banding;
import io.augment.internal.filter.NearIndex;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first of each group of records that are nearly the same: those whose sets of shingles have a Jaccard similarity
 * at or above a threshold, both as a whole and in what is new in them. That is the response, or the instruction's text where
 * there is none: two answers to one long question, or two questions on one long text, are not the same record.
 *
 * <p>MinHash (Broder, 1997) and locality-sensitive hashing propose pairs, the true similarity decides, so that nothing is
 * turned down that is not similar. Up to 512 remembered records all pairs are compared; beyond, a pair at the threshold is
 * found with the probability that {@link #explain} tells, and more similar ones nearly always. Words are folded by Unicode
 * form, case and punctuation; a character of Chinese, Japanese or Thai is a word. The default, two words per shingle at 0.6,
 * is the one that finds a changed word in a short instruction; three at 0.7, as in other tools, does not.
 *
 * <p>Takes about 350 bytes of memory per kept record of 58 words. Immutable.
 *
 * <pre>{@code
 * Filter filter = Filters.nearDuplicates().threshold(0.7).against(Source.of(seeds));
 * }</pre>
 */
public final class NearDuplicates implements Filter {
    /** The reason on what is turned down. */
    public static final String REASON = "near-duplicate";

    /** The default threshold. */
    public static final double DEFAULT_THRESHOLD = 0.6;

    /** The default number of words per shingle. */
    public static final int DEFAULT_SHINGLE = 2;

    static final String NAME = "near-duplicates";

    private final DuplicateKey key;
    private final double threshold;
    private final int shingle;
    private final List<Source> references;

    NearDuplicates(DuplicateKey key, double threshold, int shingle, List<Source> references) {
        this.key = key;
        this.threshold = threshold;
        this.shingle = shingle;
        this.references = references;
    }

    /** Returns a filter that compares these fields; {@link DuplicateKey#ALL} by default. */
    public NearDuplicates by(DuplicateKey newKey) {
        return new NearDuplicates(Objects.requireNonNull(newKey, "key"), threshold, shingle, references);
    }

    /**
     * Returns a filter with this threshold.
     *
     * @param newThreshold the lowest Jaccard similarity, above 0 and at most 1, that makes a near-duplicate
     * @throws IllegalArgumentException if it lies outside
     */
    public NearDuplicates threshold(double newThreshold) {
        if (!(newThreshold > 0 && newThreshold <= 1)) {
            throw new IllegalArgumentException("A threshold lies above 0 and at most at 1, but was " + newThreshold);
        }
        return new NearDuplicates(key, newThreshold, shingle, references);
    }

    /**
     * Returns a filter with shingles of this many words.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public NearDuplicates shingle(int words) {
        if (words < 1) {
            throw new IllegalArgumentException("A shingle has at least one word, but was to have " + words);
        }
        return new NearDuplicates(key, threshold, words, references);
    }

    /**
     * Returns a filter that also turns down what is nearly the same as a record of these sources, such as the seeds or an
     * older training set. They are read when a session opens. A record is compared with them in the fields that it has.
     */
    public NearDuplicates against(Source... sources) {
        return new NearDuplicates(key, threshold, shingle, List.of(sources));
    }

    /**
     * Returns the same decisions for sets that do not fit in memory, read twice and sorted on disk.
     *
     * @param scratch a directory with room for about 4 bytes per word and 100 per record; made where it is missing
     */
    public DiskDeduplication onDisk(Path scratch) {
        return new DiskDeduplication(
                key, threshold, shingle, references, Objects.requireNonNull(scratch, "scratch"), Keep.FIRST);
    }

    /** Returns how pairs are found, for people: the bands and rows that follow from the threshold, and what they find. */
    public String explain() {
        Banding banding = Banding.forThreshold(threshold);
        double middle = (1 + threshold) / 2;
        return String.format(
                Locale.ROOT,
                "Jaccard similarity of %d-word shingles at %.2f or above; signatures of %d values in %d bands of %d rows,"
                        + " the most rows that find 97%% of the pairs between %.2f and 1 on average: %.1f%% at %.2f,"
                        + " %.2f%% at %.2f; every pair found is verified",
                shingle,
                threshold,
                banding.length(),
                banding.bands(),
                banding.rows(),
                threshold,
                100 * banding.probability(threshold),
                threshold,
                100 * banding.probability(middle),
                middle);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.source.SourceException if a source of references cannot be read
     */
    @Override
    public FilterSession open() {
        Session session = new Session(key, new NearIndex(threshold, shingle, Banding.forThreshold(threshold)));
        session.remember(references);
        return session;
    }

    static String detail(double similarity, String name) {
        return String.format(Locale.ROOT, "similarity %.2f to %s", similarity, name);
    }

    private static final class Session extends DuplicateSession {
        private final NearIndex index;
        private final KeyTokens tokens = new KeyTokens();

        Session(DuplicateKey key, NearIndex index) {
            super(key);
            this.index = index;
        }

        @Override
        void read(Example example, KeyView view) {
            tokens.read(example, key(), view);
            index.read(tokens.buffer(), tokens.focus());
        }

        @Override
        @Nullable
        Decision compare(KeyView view) {
            if (!index.find(view.number())) {
                return null;
            }
            return Decision.reject(REASON, detail(index.matchSimilarity(), index.matchName()));
        }

        @Override
        String matchName() {
            return index.matchName();
        }

        @Override
        void add(String name, KeyView view) {
            index.add(name, view.number());
        }
    }
}
