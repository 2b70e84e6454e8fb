package io.augment.filter;

import io.augment.AugmentException;
import io.augment.Example;
import io.augment.Outcome;
import io.augment.internal.filter.DiskClusters;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Removes near-duplicates from sets of millions of records, band by band from disk.
 *
 * <p>The records are read twice. Near-duplicates are joined into clusters, connected components as in other tools for large
 * sets: of a chain in which each is similar to the next, one record stays. (A pipeline and {@link Deduplication} compare
 * with what stays alone, and keep more of such a chain.) Takes about 25 bytes of memory per record, and on disk about 4 bytes
 * per word and 100 per record.
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
     * @param clusters groups of at least two records, references among them
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
        Path directory = createDirectory();
        try (DiskClusters clusters = new DiskClusters(threshold, shingle, directory)) {
            KeyTokens tokens = new KeyTokens();
            References.each(references, reference -> add(clusters, tokens, reference, References.name(reference)));
            int first = clusters.size();
            Ranks ranks = new Ranks();
            each(source, row -> {
                if (row instanceof SourceRow.Seed seed) {
                    Example example = seed.example();
                    add(clusters, tokens, example, example.id());
                    ranks.add(keep == Keep.FIRST ? 0 : (float) keep.rank(example));
                }
            });
            clusters.join();
            return deliver(source, outcomes, clusters, chosen(clusters, first, ranks), first);
        } finally {
            delete(directory);
        }
    }

    private void add(DiskClusters clusters, KeyTokens tokens, Example example, String name) {
        tokens.read(example, key, KeyView.WHOLE);
        clusters.add(tokens.buffer(), tokens.focus(), name);
    }

    /** Returns for the first record of each cluster which of its records stays. */
    private static int[] chosen(DiskClusters clusters, int first, Ranks ranks) {
        int[] chosen = new int[clusters.size()];
        Arrays.fill(chosen, -1);
        for (int record = 0; record < chosen.length; record++) {
            int root = clusters.root(record);
            boolean better = chosen[root] < 0
                    || (chosen[root] >= first && ranks.get(record - first) > ranks.get(chosen[root] - first));
            if (better) {
                chosen[root] = record;
            }
        }
        return chosen;
    }

    private Counts deliver(
            Source source, Consumer<? super Outcome> outcomes, DiskClusters clusters, int[] chosen, int first) {
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
            int stays = chosen[clusters.root(record)];
            if (stays == record || (stays < first && record < first)) {
                counts[1]++;
                outcomes.accept(new Outcome.Kept(example));
            } else {
                counts[2]++;
                outcomes.accept(new Outcome.Rejected(
                        example,
                        "near-duplicates",
                        NearDuplicates.REASON,
                        "in one cluster with " + clusters.name(stays),
                        example.instruction().origin()));
            }
        });
        if (next[0] != clusters.size()) {
            throw changed(source);
        }
        return new Counts(counts[0], counts[1], counts[2], counts[3], clusterCount(clusters));
    }

    private static long clusterCount(DiskClusters clusters) {
        boolean[] shared = new boolean[clusters.size()];
        for (int record = 0; record < shared.length; record++) {
            int root = clusters.root(record);
            shared[root] |= root != record;
        }
        long count = 0;
        for (boolean isShared : shared) {
            count += isShared ? 1 : 0;
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

        float get(int record) {
            return record < ranks.length ? ranks[record] : 0;
        }
    }
}
