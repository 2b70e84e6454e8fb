package io.augment.filter;

import io.augment.Example;
import io.augment.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Removes duplicates from a set that is there as a whole, so that the best or the longest of several can stay and not only
 * the first, as in a pipeline.
 *
 * <p>Records are offered to the filter in the order of preference, and what is kept and what is not comes back in input
 * order. So every record that is removed duplicates one that stays, and with {@link Keep#FIRST} the result is that of the
 * filter itself. Holds all records in memory; for near-duplicates in sets that do not fit see {@link DiskDeduplication}.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * Deduplication.Result result = Deduplication.with(Filters.nearDuplicates()).keep(Keep.BEST).apply(examples);
 * }</pre>
 */
public final class Deduplication {
    private final Filter filter;
    private final Keep keep;

    private Deduplication(Filter filter, Keep keep) {
        this.filter = filter;
        this.keep = keep;
    }

    /**
     * Holds what became of the records.
     *
     * @param outcomes what became of each record, in input order
     * @param clusters records that say the same, in the order of their first duplicate; empty for a filter of one's own
     */
    public record Result(List<Outcome> outcomes, List<DuplicateCluster> clusters) {
        /** Creates the result. */
        public Result {
            outcomes = List.copyOf(outcomes);
            clusters = List.copyOf(clusters);
        }

        /** Returns the records that stay, in input order. */
        public List<Example> kept() {
            return outcomes.stream()
                    .filter(Outcome.Kept.class::isInstance)
                    .map(outcome -> ((Outcome.Kept) outcome).example())
                    .toList();
        }
    }

    /** Creates a deduplication by a filter that turns down what it has seen, which keeps the first. */
    public static Deduplication with(Filter filter) {
        return new Deduplication(Objects.requireNonNull(filter, "filter"), Keep.FIRST);
    }

    /** Returns a deduplication that keeps another one of several. */
    public Deduplication keep(Keep newKeep) {
        return new Deduplication(filter, Objects.requireNonNull(newKeep, "keep"));
    }

    /**
     * Removes duplicates.
     *
     * @throws io.augment.source.SourceException if a source of the filter's references cannot be read
     */
    public Result apply(List<? extends Example> examples) {
        @Nullable Outcome[] outcomes = new Outcome[examples.size()];
        @Nullable String[] duplicated = new String[examples.size()];
        List<Integer> preferred = IntStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -keep.rank(examples.get(index))))
                .toList();
        try (FilterSession session = filter.open()) {
            if (session instanceof SemanticDuplicates.Session semantic) {
                semantic.embedAhead(examples);
            }
            for (int index : preferred) {
                Example example = examples.get(index);
                Decision decision = session.decide(example);
                outcomes[index] = FilteredStream.outcome(example, filter, decision);
                if (!decision.isKept() && session instanceof DuplicateSession duplicates) {
                    duplicated[index] = duplicates.matchName();
                }
            }
        }
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        List<Outcome> inOrder = new ArrayList<>();
        for (int index = 0; index < outcomes.length; index++) {
            inOrder.add(Objects.requireNonNull(outcomes[index]));
            String kept = duplicated[index];
            if (kept != null) {
                clusters.computeIfAbsent(kept, name -> new ArrayList<>())
                        .add(examples.get(index).id());
            }
        }
        return new Result(
                inOrder,
                clusters.entrySet().stream()
                        .map(entry -> new DuplicateCluster(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
