package io.augment.filter;

import io.augment.Example;
import io.augment.internal.filter.RougeIndex;
import io.augment.source.Source;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is new: turns down a record whose ROUGE-L F-measure with a reference, or with a record kept before it, is above
 * a threshold.
 *
 * <p>The rule of Self-Instruct (Wang et al., 2023) and Alpaca (Taori et al., 2023), which compare instructions before there
 * are responses: above 0.7, without stemming, against the seeds and all that was accepted. Decisions are exactly those of
 * comparing with every record, at a small part of its cost. Words are folded by Unicode form, case and punctuation; a
 * character of Chinese, Japanese or Thai is a word. A record with several fields must be similar as a whole and in what is
 * new in it, the response or else the instruction's text.
 *
 * <p>The cost of a record grows with the number remembered, to less than a tenth of a millisecond at 50,000; beyond some 200,000
 * remove near-duplicates first. Immutable.
 *
 * <pre>{@code
 * Filter filter = Filters.rougeLNovelty().against(Source.of(seeds));
 * }</pre>
 */
public final class RougeLNovelty implements Filter {
    /** The reason on what is turned down. */
    public static final String REASON = "not-novel";

    /** The threshold of Self-Instruct and Alpaca. */
    public static final double DEFAULT_THRESHOLD = 0.7;

    private final DuplicateKey key;
    private final double threshold;
    private final List<Source> references;

    RougeLNovelty(DuplicateKey key, double threshold, List<Source> references) {
        this.key = key;
        this.threshold = threshold;
        this.references = references;
    }

    /** Returns a filter that compares these fields; {@link DuplicateKey#ALL} by default. */
    public RougeLNovelty by(DuplicateKey newKey) {
        return new RougeLNovelty(Objects.requireNonNull(newKey, "key"), threshold, references);
    }

    /**
     * Returns a filter with this threshold.
     *
     * @param newThreshold the highest F-measure, 0 to 1, of a record that is new
     * @throws IllegalArgumentException if it lies outside
     */
    public RougeLNovelty threshold(double newThreshold) {
        if (!(newThreshold >= 0 && newThreshold <= 1)) {
            throw new IllegalArgumentException("A threshold lies between 0 and 1, but was " + newThreshold);
        }
        return new RougeLNovelty(key, newThreshold, references);
    }

    /**
     * Returns a filter that also compares with the records of these sources, such as the seeds. They are read when a session
     * opens. A record is compared with them in the fields that it has.
     */
    public RougeLNovelty against(Source... sources) {
        return new RougeLNovelty(key, threshold, List.of(sources));
    }

    /**
     * Opens a pool that tells the similarity to every record instead of deciding; it holds the references, to which more may
     * be added.
     *
     * @throws io.augment.source.SourceException if a source of references cannot be read
     */
    public RougeLPool pool() {
        RougeLPool pool = new RougeLPool(key, threshold);
        pool.remember(references);
        return pool;
    }

    @Override
    public String name() {
        return "rouge-l-novelty";
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.source.SourceException if a source of references cannot be read
     */
    @Override
    public FilterSession open() {
        Session session = new Session(key, threshold);
        session.remember(references);
        return session;
    }

    /** Decides by the index. */
    static final class Session extends DuplicateSession {
        private final RougeIndex index;
        private final KeyTokens tokens = new KeyTokens();

        Session(DuplicateKey key, double threshold) {
            super(key);
            index = new RougeIndex(threshold);
        }

        RougeIndex index() {
            return index;
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
            return Decision.reject(
                    REASON, String.format(Locale.ROOT, "ROUGE-L %.2f with %s", index.matchScore(), index.matchName()));
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
