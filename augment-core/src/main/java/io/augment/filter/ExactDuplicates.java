package io.augment.filter;

import io.augment.Example;
import io.augment.internal.filter.HashIndex;
import io.augment.internal.filter.RecordBytes;
import io.augment.internal.text.Hashing;
import io.augment.internal.text.TokenBuffer;
import io.augment.source.Source;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first of all records that say the same in the same words, whatever their Unicode form, case, space and
 * punctuation.
 *
 * <p>Two records are equal when each of the key's fields holds the same words in the same order after NFKC and case
 * folding. Punctuation does not count, but operators between operands, currency signs, emoji and the mark of {@code C#} do;
 * in a field without any word or symbol the punctuation is all that there is, and counts. A 128-bit hash stands for a
 * record: about 40 bytes each.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * Filter filter = Filters.exactDuplicates().by(DuplicateKey.INSTRUCTION).against(Source.of(seeds));
 * }</pre>
 */
public final class ExactDuplicates implements Filter {
    /** The reason on what is turned down. */
    public static final String REASON = "exact-duplicate";

    private final DuplicateKey key;
    private final List<Source> references;

    ExactDuplicates(DuplicateKey key, List<Source> references) {
        this.key = key;
        this.references = references;
    }

    /** Returns a filter that compares these fields; {@link DuplicateKey#ALL} by default. */
    public ExactDuplicates by(DuplicateKey newKey) {
        return new ExactDuplicates(Objects.requireNonNull(newKey, "key"), references);
    }

    /**
     * Returns a filter that also turns down what equals a record of these sources, such as the seeds or an older training
     * set. They are read when a session opens. A record is compared with them in the fields that it has: an instruction
     * without a response equals a seed whose response it does not have.
     */
    public ExactDuplicates against(Source... sources) {
        return new ExactDuplicates(key, List.of(sources));
    }

    @Override
    public String name() {
        return "exact-duplicates";
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.source.SourceException if a source of references cannot be read
     */
    @Override
    public FilterSession open() {
        Session session = new Session(key);
        session.remember(references);
        return session;
    }

    private static final class Session extends DuplicateSession {
        private final ExactHash hash = new ExactHash();
        private final HashIndex index = new HashIndex();
        private final RecordBytes names = new RecordBytes();
        private int match;

        Session(DuplicateKey key) {
            super(key);
        }

        @Override
        void read(Example example, KeyView view) {
            hash.read(example, key(), view);
        }

        @Override
        @Nullable
        Decision compare(KeyView view) {
            int found = index.find(hash.high(), hash.low());
            if (found < 0 && view != KeyView.WHOLE) {
                found = index.find(marked(view), hash.low());
            }
            if (found < 0) {
                return null;
            }
            match = found;
            return Decision.reject(REASON, "equals " + matchName());
        }

        @Override
        String matchName() {
            names.seek(match);
            return names.getName();
        }

        @Override
        void add(String name, KeyView view) {
            long high = view == KeyView.WHOLE ? hash.high() : marked(view);
            if (index.find(high, hash.low()) < 0) {
                index.add(high, hash.low());
                names.begin(RecordBytes.nameBytes(name));
                names.putName(name);
            }
        }

        private long marked(KeyView view) {
            return Hashing.combine(hash.high(), view.number());
        }
    }

    /** Makes the 128-bit hash of a record. */
    static final class ExactHash {
        private static final long OTHER_SEED = 0x2545F4914F6CDD1DL;

        private final TokenBuffer tokens = TokenBuffer.ofWordsAndSymbols();
        private long high;
        private long low;

        void read(Example example, DuplicateKey key, KeyView view) {
            high = Hashing.SEED;
            low = OTHER_SEED;
            view.read(example, key, this::field);
        }

        private void field(char kind, String text) {
            tokens.clear();
            tokens.add(text);
            if (tokens.size() == 0) {
                tokens.addHash(Hashing.of(TokenBuffer.fold(text).replaceAll("\\s+", "")));
            }
            step(Hashing.of(String.valueOf(kind)) + tokens.size());
            for (int i = 0; i < tokens.size(); i++) {
                step(tokens.get(i));
            }
        }

        private void step(long value) {
            high = Hashing.combine(high, value);
            low = Hashing.combine(low, value ^ OTHER_SEED);
        }

        long high() {
            return high;
        }

        long low() {
            return low;
        }
    }
}
