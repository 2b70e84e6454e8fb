package io.augment.filter;

import io.augment.Example;
import io.augment.Outcome;
import io.augment.chat.EmbeddingModel;
import io.augment.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Creates the built-in filters, and applies filters outside a pipeline.
 *
 * <pre>{@code
 * List<Example> kept = Filters.kept(examples.stream(), Filters.exactDuplicates()).toList();
 * }</pre>
 */
public final class Filters {
    private Filters() {}

    /** Creates a filter that keeps the first of all records that say the same in the same words. */
    public static ExactDuplicates exactDuplicates() {
        return new ExactDuplicates(DuplicateKey.ALL, List.of());
    }

    /** Creates a filter that keeps the first of each group of records that are nearly the same. */
    public static NearDuplicates nearDuplicates() {
        return new NearDuplicates(
                DuplicateKey.ALL, NearDuplicates.DEFAULT_THRESHOLD, NearDuplicates.DEFAULT_SHINGLE, List.of());
    }

    /** Creates a filter that keeps what is new by the measure of Self-Instruct and Alpaca. */
    public static RougeLNovelty rougeLNovelty() {
        return new RougeLNovelty(DuplicateKey.ALL, RougeLNovelty.DEFAULT_THRESHOLD, List.of());
    }

    /** Creates a filter that keeps the first of each group of records that mean the same to an embedding model. */
    public static SemanticDuplicates semanticDuplicates(EmbeddingModel model) {
        return new SemanticDuplicates(
                Objects.requireNonNull(model, "model"),
                DuplicateKey.ALL,
                SemanticDuplicates.DEFAULT_THRESHOLD,
                List.of());
    }

    /**
     * Creates a filter that turns down records that hold an item of these benchmarks.
     *
     * @param benchmarks files in the formats of their benchmarks (JSON Lines, JSON, CSV, also gzipped), or folders of such
     *     files
     */
    public static Contamination contamination(Path... benchmarks) {
        return Contamination.of(benchmarks);
    }

    /** Creates a filter that turns down records that hold an instruction of these sources. */
    public static Contamination contamination(Source... benchmarks) {
        return Contamination.of(benchmarks);
    }

    /**
     * Applies filters to a stream, one after the other to each record, and tells what became of every record, in order.
     *
     * <p>Lazy: sessions open when the first record is asked for, and close with the last one or with the stream. The result
     * is computed by one thread at a time.
     */
    public static Stream<Outcome> apply(Stream<? extends Example> examples, Filter... filters) {
        return FilteredStream.of(examples, List.of(filters));
    }

    /** Applies filters to a stream and returns what they keep, in order; lazy like {@link #apply}. */
    public static Stream<Example> kept(Stream<? extends Example> examples, Filter... filters) {
        return apply(examples, filters)
                .filter(Outcome.Kept.class::isInstance)
                .map(outcome -> ((Outcome.Kept) outcome).example());
    }
}
