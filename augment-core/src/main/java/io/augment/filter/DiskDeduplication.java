package io.augment.filter;

import io.augment.AugmentException;
import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.filter.DiskClusters;
import io.augment.internal.filter.DiskMatches;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Removes near-duplicates from sets of millions of records, band by band from disk, and decides about each as
 * {@link Deduplication} by the same filter does in memory.
 *
 * <p>The records are read twice. Takes about 25 bytes of memory per record, what the filter takes for the largest group of
 * similar records, and on disk about 4 bytes per word and 100 per record.
 *
 * <p>Immutable; made by {@link NearDuplicates#onDisk}.
 *
 * <pre>{@code
 * Filters.nearDuplicates().onDisk(scratch).keep(Keep.LONGEST).run(Source.files(path), outcome -> write(outcome));
 * }</pre>
 */
public final class DiskDeduplication {
    private final DuplicateKey key;
    private final double threshold;
    private final int shingle;
    private final List<Source> references;
    private final Path scratch;
    private final Keep keep;

    DiskDeduplication(
            DuplicateKey key, double threshold, int shingle, List<Source> references, Path scratch, Keep keep) {
        this.key = key;
        this.threshold = threshold;
        this.shingle = shingle;
        this.references = references;
        this.scratch = scratch;
        this.keep = keep;
    }

    /**
     * Counts what became of the records.
     *
     * @param read rows of the source
     * @param kept records that stay
     * @param duplicates records that do not
     * @param unreadable rows that could not be read
     * @param clusters records and references that stay and have duplicates
     */
    public record Counts(long read, long kept, long duplicates, long unreadable, long clusters) {}

    /** Returns a deduplication that keeps another one of several; references always stay. */
    public DiskDeduplication keep(Keep newKeep) {
        return new DiskDeduplication(
                key, threshold, shingle, references, scratch, Objects.requireNonNull(newKeep, "keep"));
    }

    /**
     * Removes near-duplicates.
     *
     * @param source the records, which must be the same when they are read for the second time
     * @param outcomes receives what became of each row, in order; a rejected record's detail names the one that stays
     * @return the counts
     * @throws io.augment.source.SourceException if a source cannot be read
     * @throws AugmentException if the scratch directory cannot be used, or the source changed while it was read
     */
    public Counts run(Source source, Consumer<? super Outcome> outcomes) {
        return run(source, outcomes, cluster -> {});
    }

    /**
     * Removes near-duplicates, and tells the groups.
     *
     * @param source the records, which must be the same when they are read for the second time
     * @param outcomes receives what became of each row, in order; a rejected record's detail names the one that stays
     * @param groups receives, after all outcomes, each record that stays and has duplicates, in the order of the first of these
     * @return the counts
     * @throws io.augment.source.SourceException if a source cannot be read
     * @throws AugmentException if the scratch directory cannot be used, or the source changed while it was read
     */
    public Counts run(Source source, Consumer<? super Outcome> outcomes, Consumer<DuplicateCluster> groups) {
        Path directory = createDirectory();
        try (DiskClusters clusters = new DiskClusters(threshold, shingle, directory)) {
            KeyTokens tokens = new KeyTokens();
            References.each(references, reference -> {
                for (KeyView view : KeyView.values()) {
                    if (view == KeyView.WHOLE || view.narrows(reference, key)) {
                        tokens.read(reference, key, view);
                        clusters.add(tokens.buffer(), tokens.focus(), view.number(), References.name(reference));
                    }
                }
            });
            int first = clusters.size();
            Ranks ranks = new Ranks();
            each(source, row -> {
                if (row instanceof SourceRow.Seed seed) {
                    Example example = seed.example();
                    tokens.read(example, key, KeyView.WHOLE);
                    int view = KeyView.of(example, key).number();
                    clusters.add(tokens.buffer(), tokens.focus(), view, example.id());
                    ranks.add(keep.rank(example));
                }
            });
            clusters.join();
            DiskMatches matches = DiskMatches.of(clusters, first, ranks.order(first));
            long[] counts = deliver(source, outcomes, clusters, matches, first);
            return new Counts(counts[0], counts[1], counts[2], counts[3], tell(groups, clusters, matches));
        } finally {
            delete(directory);
        }
    }

    private static long[] deliver(
            Source source, Consumer<? super Outcome> outcomes, DiskClusters clusters, DiskMatches matches, int first) {
        long[] counts = new long[4];
        int[] next = {first};
        each(source, row -> {
            counts[0]++;
            if (!(row instanceof SourceRow.Seed seed)) {
                counts[3]++;
                outcomes.accept(unreadable((SourceRow.Malformed) row));
                return;
            }
            int record = next[0]++;
            if (record >= clusters.size()) {
                throw changed(source);
            }
            Example example = seed.example();
            int match = matches.match(record);
            counts[match < 0 ? 1 : 2]++;
            outcomes.accept(match < 0 ? new Outcome.Kept(example) : rejected(example, clusters, matches, record));
        });
        if (next[0] != clusters.size()) {
            throw changed(source);
        }
        return counts;
    }

    private static Outcome rejected(Example example, DiskClusters clusters, DiskMatches matches, int record) {
        String detail = NearDuplicates.detail(matches.hundredths(record) / 100.0, clusters.name(matches.match(record)));
        return new Outcome.Rejected(
                example,
                NearDuplicates.NAME,
                NearDuplicates.REASON,
                detail,
                example.instruction().origin());
    }

    /** Tells the groups, and returns how many there are. */
    private static long tell(Consumer<DuplicateCluster> groups, DiskClusters clusters, DiskMatches matches) {
        long[] duplicates = LongStream.range(0, clusters.size())
                .filter(record -> matches.match((int) record) >= 0)
                .map(record -> ((long) matches.match((int) record) << 32) | record)
                .sorted()
                .toArray();
        long count = 0;
        for (int record = 0; record < clusters.size(); record++) {
            int match = matches.match(record);
            int at = match < 0 ? -1 : Arrays.binarySearch(duplicates, ((long) match << 32) | record);
            boolean isFirst = at == 0 || (at > 0 && (int) (duplicates[at - 1] >>> 32) != match);
            if (isFirst) {
                List<String> names = new ArrayList<>();
                for (int i = at; i < duplicates.length && (int) (duplicates[i] >>> 32) == match; i++) {
                    names.add(clusters.name((int) duplicates[i]));
                }
                groups.accept(new DuplicateCluster(clusters.name(match), names));
                count++;
            }
        }
        return count;
    }

    private static Outcome unreadable(SourceRow.Malformed row) {
        return new Outcome.Rejected(null, "read", row.reason(), row.detail(), row.origin());
    }

    private static AugmentException changed(Source source) {
        return new AugmentException(source.name()
                + " held other records when it was read for the second time; run it again on a source that"
                + " stays as it is");
    }

    private static void each(Source source, Consumer<SourceRow> use) {
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                use.accept(row);
            }
        }
    }

    private Path createDirectory() {
        try {
            Files.createDirectories(scratch);
            return Files.createTempDirectory(scratch, "near-duplicates-");
        } catch (IOException e) {
            throw new AugmentException("Cannot use the scratch directory " + scratch + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new AugmentException("Cannot delete the scratch directory " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Holds the rank of each record; nothing where all are equal. */
    private static final class Ranks {
        private float[] ranks = new float[0];
        private int size;

        void add(float rank) {
            if (rank != 0 && size >= ranks.length) {
                ranks = Arrays.copyOf(ranks, Math.max(1 << 10, size + size / 2));
            }
            if (rank != 0) {
                ranks[size] = rank;
            }
            size++;
        }

        /** Returns the numbers of the records, the first of which is given, by falling rank; null where all are equal. */
        int @Nullable [] order(int first) {
            if (ranks.length == 0) {
                return null;
            }
            long[] keys = new long[size];
            for (int i = 0; i < size; i++) {
                int bits = Float.floatToIntBits(i < ranks.length ? ranks[i] : 0);
                // As an int that is the smaller the higher the rank.
                int falling = bits >= 0 ? ~bits : bits & Integer.MAX_VALUE;
                keys[i] = ((long) falling << 32) | i;
            }
            Arrays.sort(keys);
            int[] order = new int[size];
            for (int i = 0; i < size; i++) {
                order[i] = first + (int) keys[i];
            }
            return order;
        }
    }
}
