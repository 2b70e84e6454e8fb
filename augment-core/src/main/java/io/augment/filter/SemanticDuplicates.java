package io.augment.filter;

import io.augment.AugmentException;
import io.augment.Example;
import io.augment.chat.EmbeddingModel;
import io.augment.internal.filter.RecordBytes;
import io.augment.internal.filter.VectorIndex;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first of each group of records that mean the same: turns down a record whose embedding has a cosine similarity
 * above a threshold to a reference or to a record kept before it.
 *
 * <p>This is the filter of Deita (Liu et al., 2024): 0.9 is a similarity, to what is kept. (Another tool of this name takes
 * 0.9 as a distance to the nearest of all rows.) The search is exact and compares with all: about a millisecond for each
 * 10,000 records of 768 dimensions, and 4 bytes per dimension and record, so use it up to some 100,000. Immutable.
 *
 * <pre>{@code
 * Filter filter = Filters.semanticDuplicates(embeddingModel).threshold(0.95);
 * }</pre>
 */
public final class SemanticDuplicates implements Filter {
    /** The reason on what is turned down. */
    public static final String REASON = "semantic-duplicate";

    /** The threshold of Deita. */
    public static final double DEFAULT_THRESHOLD = 0.9;

    private static final int BATCH = 64;

    private final EmbeddingModel model;
    private final DuplicateKey key;
    private final double threshold;
    private final List<Source> references;

    SemanticDuplicates(EmbeddingModel model, DuplicateKey key, double threshold, List<Source> references) {
        this.model = model;
        this.key = key;
        this.threshold = threshold;
        this.references = references;
    }

    /** Returns a filter that compares these fields; {@link DuplicateKey#ALL} by default. */
    public SemanticDuplicates by(DuplicateKey newKey) {
        return new SemanticDuplicates(model, Objects.requireNonNull(newKey, "key"), threshold, references);
    }

    /**
     * Returns a filter with this threshold.
     *
     * @param newThreshold the highest cosine similarity, -1 to 1, of a record that is kept
     * @throws IllegalArgumentException if it lies outside
     */
    public SemanticDuplicates threshold(double newThreshold) {
        if (!(newThreshold >= -1 && newThreshold <= 1)) {
            throw new IllegalArgumentException("A cosine similarity lies between -1 and 1, but was " + newThreshold);
        }
        return new SemanticDuplicates(model, key, newThreshold, references);
    }

    /**
     * Returns a filter that also compares with the records of these sources. They are read and embedded when a session opens.
     * A record is compared with them in the fields that it has.
     */
    public SemanticDuplicates against(Source... sources) {
        return new SemanticDuplicates(model, key, threshold, List.of(sources));
    }

    @Override
    public String name() {
        return "semantic-duplicates";
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.augment.source.SourceException if a source of references cannot be read
     * @throws io.augment.chat.ChatException if the references cannot be embedded
     */
    @Override
    public FilterSession open() {
        Session session = new Session(model, key, threshold);
        session.remember(references);
        return session;
    }

    /** Compares vectors. */
    static final class Session extends DuplicateSession {
        private final EmbeddingModel model;
        private final double threshold;
        private final VectorIndex index = new VectorIndex();
        private final RecordBytes names = new RecordBytes();
        private final Map<Example, float[]> ahead = new IdentityHashMap<>();

        Session(EmbeddingModel model, DuplicateKey key, double threshold) {
            super(key);
            this.model = model;
            this.threshold = threshold;
        }

        /** Embeds records in batches before they are decided upon. */
        void embedAhead(List<? extends Example> examples) {
            for (int from = 0; from < examples.size(); from += BATCH) {
                List<? extends Example> batch = examples.subList(from, Math.min(examples.size(), from + BATCH));
                List<float[]> vectors = embed(batch.stream()
                        .map(example -> text(example, KeyView.WHOLE))
                        .toList());
                for (int i = 0; i < batch.size(); i++) {
                    ahead.put(batch.get(i), vectors.get(i));
                }
            }
        }

        private List<float[]> embed(List<String> texts) {
            List<float[]> vectors = model.embed(texts);
            if (vectors.size() != texts.size()) {
                throw new AugmentException("The embedding model " + model.info().identity() + " gave " + vectors.size()
                        + " vectors for " + texts.size() + " texts");
            }
            return vectors;
        }

        private String text(Example example, KeyView view) {
            List<String> fields = new ArrayList<>();
            view.read(example, key(), (kind, text) -> fields.add(text));
            return String.join("\n", fields);
        }

        @Override
        void read(Example example, KeyView view) {
            float[] known = view == KeyView.WHOLE ? ahead.remove(example) : null;
            index.read(
                    known != null ? known : embed(List.of(text(example, view))).get(0));
        }

        @Override
        @Nullable
        Decision compare(KeyView view) {
            if (!index.find(threshold, view.ordinal())) {
                return null;
            }
            return Decision.reject(
                    REASON,
                    String.format(Locale.ROOT, "cosine similarity %.3f to %s", index.similarity(), matchName()));
        }

        @Override
        String matchName() {
            names.seek(index.match());
            return names.getName();
        }

        @Override
        void add(String name, KeyView view) {
            index.add(view.ordinal());
            names.begin(RecordBytes.nameBytes(name));
            names.putName(name);
        }
    }
}
