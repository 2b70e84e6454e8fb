package io.augment.internal.filter;

import io.augment.internal.text.TokenBuffer;

/**
 * Finds the record whose shingles are most like those of another: MinHash and locality-sensitive hashing propose, the true
 * Jaccard similarity decides.
 *
 * <p>Holds the packed token hashes of each record (about 120 bytes for 58 words) and the band tables (11 to 16 bytes per
 * band). While there are few records all are compared, so that nothing is missed in a small set. Used by one thread.
 */
public final class NearIndex {
    /** Up to so many records all are compared. */
    static final int FEW = 512;

    private static final int LARGE_DICTIONARY = 1 << 16;

    private final int few;
    private final double threshold;
    private final Banding banding;
    private final MinHasher hasher;
    private final int[] signature;
    private final int[] keys;
    private final BandTables tables;
    private final RecordBytes records = new RecordBytes();
    private TokenCodec codec = new TokenCodec();
    private final ShingleSet query;
    private final ShingleSet focusQuery;
    private final ShingleSet focusOther;
    private final LongList sketches = new LongList();
    private final int mostDifferentBits;
    private final IntList candidates = new IntList();

    private int[] tokens = new int[1 << 8];
    private int count;
    private int focus;
    private boolean keyed;
    private long sketch;
    private int[] decoded = new int[1 << 8];
    private int match = -1;
    private double similarity;

    /** Creates an empty index. */
    public NearIndex(double threshold, int width, Banding banding) {
        this(threshold, width, banding, FEW);
    }

    /**
     * Creates an empty index.
     *
     * @param few up to how many records all are compared
     */
    NearIndex(double threshold, int width, Banding banding, int few) {
        this.few = few;
        this.threshold = threshold;
        this.banding = banding;
        mostDifferentBits = MinHasher.mostDifferentBits(threshold);
        hasher = new MinHasher(Banding.PERMUTATIONS);
        signature = hasher.newSignature();
        keys = new int[banding.bands()];
        tables = new BandTables(banding.bands());
        query = new ShingleSet(width);
        focusQuery = new ShingleSet(width);
        focusOther = new ShingleSet(width);
    }

    /** Returns the number of records. */
    int size() {
        return records.size();
    }

    /** Forgets all records. */
    void clear() {
        records.clear();
        tables.clear();
        sketches.clear();
        codec = codec.size() > LARGE_DICTIONARY ? new TokenCodec() : codec;
    }

    /**
     * Reads the tokens of the next record; at least one.
     *
     * @param focusFrom where the part begins that must be similar in itself, too; up to the end
     */
    public void read(TokenBuffer buffer, int focusFrom) {
        count = buffer.size();
        if (count > tokens.length) {
            tokens = new int[Integer.highestOneBit(count) << 1];
        }
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) (buffer.get(i) >>> 32);
        }
        begin(focusFrom);
    }

    /** Reads the hashed tokens of the next record. */
    void read(int[] hashes, int length, int focusFrom) {
        count = length;
        if (count > tokens.length) {
            tokens = new int[Integer.highestOneBit(count) << 1];
        }
        System.arraycopy(hashes, 0, tokens, 0, count);
        begin(focusFrom);
    }

    private void begin(int focusFrom) {
        focus = focusFrom;
        query.read(tokens, 0, count);
        keyed = false;
    }

    /**
     * Finds the record most like the one that was read last, the earliest of several.
     *
     * @param view records were added with a view; those of view 0 and of this one count
     * @return whether there is one at the threshold or above
     */
    public boolean find(int view) {
        match = -1;
        similarity = 0;
        candidates.clear();
        if (records.size() <= few) {
            for (int record = 0; record < records.size(); record++) {
                verify(record, view);
            }
            return match >= 0;
        }
        computeKeys();
        tables.find(keys, candidates);
        candidates.sortDistinct();
        for (int i = 0; i < candidates.size(); i++) {
            if (Long.bitCount(sketch ^ sketches.get(candidates.get(i))) <= mostDifferentBits) {
                verify(candidates.get(i), view);
            }
        }
        return match >= 0;
    }

    /** Returns the name of the record that was found. */
    public String matchName() {
        records.seek(match);
        return records.getName();
    }

    /** Returns the Jaccard similarity of the record that was found. */
    public double matchSimilarity() {
        return similarity;
    }

    /** Adds the record that was read last. */
    public void add(String name, int view) {
        records.begin(RecordBytes.nameBytes(name) + 4 * RecordBytes.VARINT + count * TokenCodec.MOST_BYTES);
        records.putName(name);
        records.putVarint(view);
        records.putVarint(query.size());
        records.putVarint(focus);
        codec.write(tokens, count, records);
        computeKeys();
        tables.add(keys);
        sketches.add(sketch);
    }

    private void verify(int record, int view) {
        records.seek(record);
        records.skipName();
        int itsView = records.getVarint();
        int itsSize = records.getVarint();
        int size = query.size();
        if ((itsView != 0 && itsView != view) || Math.min(size, itsSize) < threshold * Math.max(size, itsSize)) {
            return;
        }
        int itsFocus = records.getVarint();
        int itsCount = records.getVarint();
        decoded = codec.read(records, itsCount, decoded);
        double jaccard = query.jaccard(query.shared(decoded, 0, itsCount), itsSize);
        if (jaccard >= threshold && jaccard > similarity && focusIsSimilar(itsFocus, itsCount)) {
            similarity = jaccard;
            match = record;
        }
    }

    private boolean focusIsSimilar(int itsFocus, int itsCount) {
        if (focus == 0 && itsFocus == 0) {
            return true;
        }
        focusQuery.read(tokens, focus, count);
        focusOther.read(decoded, itsFocus, itsCount);
        int shared = focusQuery.shared(decoded, itsFocus, itsCount);
        return focusQuery.jaccard(shared, focusOther.size()) >= threshold;
    }

    private void computeKeys() {
        if (keyed) {
            return;
        }
        hasher.sign(query.elements(), query.size(), signature);
        for (int band = 0; band < keys.length; band++) {
            keys[band] = MinHasher.bandKey(signature, band * banding.rows(), banding.rows());
        }
        sketch = MinHasher.sketch(signature);
        keyed = true;
    }
}
