package io.augment.internal.filter;

import io.augment.internal.text.Hashing;
import io.augment.internal.text.TokenBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins near-duplicates into clusters, with what is large on disk: the words of each record, and one file of keys per band,
 * which are sorted one after the other. Takes about 25 bytes of memory per record.
 *
 * <p>A cluster is a connected component: every record in it is a near-duplicate of another one in it, and of none outside.
 * So {@link DiskMatches} needs to look at one cluster at a time. Used by one thread.
 */
public final class DiskClusters implements AutoCloseable {
    /** In a run of one key, each record is compared with so many before it. */
    private static final int MOST_COMPARED = 4_096;

    private static final int HEADER = 4 * Integer.BYTES;
    private static final int FIRST_READ = HEADER + 80 * Integer.BYTES;

    private final double threshold;
    private final int width;
    private final Banding banding;
    private final MinHasher hasher = new MinHasher(Banding.PERMUTATIONS);
    private final int[] signature = hasher.newSignature();
    private final int mostDifferentBits;
    private final SpillFile words;
    private final SpillFile starts;
    private final SpillFile names;
    private final SpillFile wholes;
    private final SpillFile[] bands;
    private final LongList sketches = new LongList();
    private final ShingleSet query;
    private final ShingleSet focusQuery;
    private final ShingleSet focusOther;
    private final Words one = new Words();
    private final Words other = new Words();
    private int[] tokens = new int[1 << 8];
    private int[] parents = new int[0];

    /**
     * Starts without records.
     *
     * @param directory an existing, empty directory for scratch files
     */
    public DiskClusters(double threshold, int width, Path directory) {
        this.threshold = threshold;
        this.width = width;
        banding = Banding.forThreshold(threshold);
        mostDifferentBits = MinHasher.mostDifferentBits(threshold);
        query = new ShingleSet(width);
        focusQuery = new ShingleSet(width);
        focusOther = new ShingleSet(width);
        words = new SpillFile(directory.resolve("words"));
        starts = new SpillFile(directory.resolve("starts"));
        names = new SpillFile(directory.resolve("names"));
        wholes = new SpillFile(directory.resolve("wholes"));
        bands = new SpillFile[banding.bands()];
        for (int band = 0; band < bands.length; band++) {
            bands[band] = new SpillFile(directory.resolve("band-" + band));
        }
    }

    /** Returns the number of records. */
    public int size() {
        return sketches.size();
    }

    /** Returns an index that decides as the one does that holds all records in memory. */
    NearIndex index(int few) {
        return new NearIndex(threshold, width, banding, few);
    }

    /**
     * Adds a record; see {@link NearIndex#read}.
     *
     * @param view of a reference the view with which it is remembered, of others the one in which they are compared
     */
    public void add(TokenBuffer buffer, int focus, int view, String name) {
        int count = buffer.size();
        if (count > tokens.length) {
            tokens = new int[Integer.highestOneBit(count) << 1];
        }
        long whole = Hashing.combine(Hashing.SEED, focus);
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) (buffer.get(i) >>> 32);
            whole = Hashing.combine(whole, tokens[i]);
        }
        query.read(tokens, 0, count);
        hasher.sign(query.elements(), query.size(), signature);
        for (int band = 0; band < bands.length; band++) {
            bands[band].putInt(MinHasher.bandKey(signature, band * banding.rows(), banding.rows()));
        }
        wholes.putInt((int) (whole >>> 32));
        sketches.add(MinHasher.sketch(signature));
        starts.putLong(words.size());
        starts.putLong(names.size());
        words.putInt(view);
        words.putInt(focus);
        words.putInt(query.size());
        words.putInt(count);
        for (int i = 0; i < count; i++) {
            words.putInt(tokens[i]);
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        names.putInt(bytes.length);
        names.putBytes(bytes);
    }

    /** Joins the records that were added; none may be added afterwards. */
    public void join() {
        words.flush();
        starts.flush();
        names.flush();
        parents = new int[size()];
        Arrays.setAll(parents, record -> record);
        BitSet copies = new BitSet(size());
        long[] entries = new long[size()];
        joinCopies(entries, copies);
        for (SpillFile band : bands) {
            int count = sorted(band, copies, entries);
            forEachRun(entries, count, this::joinRun);
        }
    }

    private interface Run {
        void join(long[] entries, int from, int to);
    }

    /** Joins records of the same words first, however many there are, so that one of them stands for all. */
    private void joinCopies(long[] entries, BitSet copies) {
        int count = sorted(wholes, null, entries);
        forEachRun(entries, count, (sorted, from, to) -> {
            for (int i = from + 1; i < to; i++) {
                int first = (int) sorted[i - 1];
                int record = (int) sorted[i];
                if (one.load(first).isSame(other.load(record))) {
                    unite(first, record);
                    copies.set(record);
                }
            }
        });
    }

    private static void forEachRun(long[] entries, int count, Run run) {
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && (int) (entries[to] >>> 32) == (int) (entries[from] >>> 32)) {
                to++;
            }
            if (to - from > 1) {
                run.join(entries, from, to);
            }
            from = to;
        }
    }

    private int sorted(SpillFile keys, @Nullable BitSet without, long[] entries) {
        keys.flush();
        IntSupplier next = new KeyReader(keys);
        int count = 0;
        for (int record = 0; record < size(); record++) {
            int key = next.getAsInt();
            if (without == null || !without.get(record)) {
                entries[count++] = ((long) key << 32) | record;
            }
        }
        Arrays.sort(entries, 0, count);
        return count;
    }

    private void joinRun(long[] entries, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int record = (int) entries[i];
            boolean loaded = false;
            for (int k = i - 1; k >= Math.max(from, i - MOST_COMPARED); k--) {
                int before = (int) entries[k];
                boolean differs = Long.bitCount(sketches.get(record) ^ sketches.get(before)) > mostDifferentBits;
                if (differs || root(record) == root(before)) {
                    continue;
                }
                if (!loaded) {
                    one.load(record);
                    query.read(one.tokens, 0, one.count);
                    loaded = true;
                }
                if (isSimilar(other.load(before))) {
                    unite(before, record);
                }
            }
        }
    }

    private boolean isSimilar(Words candidate) {
        int smaller = Math.min(query.size(), candidate.distinct);
        if (smaller < threshold * Math.max(query.size(), candidate.distinct)) {
            return false;
        }
        int shared = query.shared(candidate.tokens, 0, candidate.count);
        if (query.jaccard(shared, candidate.distinct) < threshold) {
            return false;
        }
        if (one.focus == 0 && candidate.focus == 0) {
            return true;
        }
        focusQuery.read(one.tokens, one.focus, one.count);
        focusOther.read(candidate.tokens, candidate.focus, candidate.count);
        int focusShared = focusQuery.shared(candidate.tokens, candidate.focus, candidate.count);
        return focusQuery.jaccard(focusShared, focusOther.size()) >= threshold;
    }

    /** Reads a record into an index, and returns its view. */
    int read(int record, NearIndex into) {
        one.load(record);
        into.read(one.tokens, one.count, one.focus);
        return one.view;
    }

    /** Returns the first record of the cluster to which a record belongs. */
    public int root(int record) {
        int at = record;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private void unite(int first, int second) {
        int a = root(first);
        int b = root(second);
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    /** Returns the name of a record. */
    public String name(int record) {
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
        starts.read(2L * Long.BYTES * record + Long.BYTES, start);
        long position = start.getLong();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        names.read(position, length);
        ByteBuffer bytes = ByteBuffer.allocate(length.getInt());
        names.read(position + Integer.BYTES, bytes);
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        words.close();
        starts.close();
        names.close();
        wholes.close();
        for (SpillFile band : bands) {
            band.close();
        }
    }

    /** Reads the keys of a file from the front. */
    private static final class KeyReader implements IntSupplier {
        private final SpillFile file;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
        private long position;

        KeyReader(SpillFile file) {
            this.file = file;
        }

        @Override
        public int getAsInt() {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                file.read(position, buffer);
                position += buffer.remaining();
            }
            return buffer.getInt();
        }
    }

    /** Holds the words of one record. */
    private final class Words {
        private final ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
        private ByteBuffer bytes = ByteBuffer.allocate(FIRST_READ);
        private int[] tokens = new int[1 << 7];
        private int view;
        private int focus;
        private int distinct;
        private int count;

        Words load(int record) {
            start.clear();
            starts.read(2L * Long.BYTES * record, start);
            long position = start.getLong();
            bytes.clear();
            words.read(position, bytes);
            view = bytes.getInt();
            focus = bytes.getInt();
            distinct = bytes.getInt();
            count = bytes.getInt();
            if (count * Integer.BYTES > bytes.remaining()) {
                bytes = ByteBuffer.allocate(count * Integer.BYTES);
                words.read(position + HEADER, bytes);
            }
            if (count > tokens.length) {
                tokens = new int[Integer.highestOneBit(count) << 1];
            }
            for (int i = 0; i < count; i++) {
                tokens[i] = bytes.getInt();
            }
            return this;
        }

        boolean isSame(Words that) {
            return focus == that.focus && Arrays.equals(tokens, 0, count, that.tokens, 0, that.count);
        }
    }
}
