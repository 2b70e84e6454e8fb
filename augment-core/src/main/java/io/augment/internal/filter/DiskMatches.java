package io.augment.internal.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records of {@link DiskClusters} stay, exactly as {@link NearIndex} does when it is offered one after the other
 * in order of preference: what is not similar to one that stays stays itself.
 *
 * <p>As similar records are in one cluster, an index that holds those of one cluster at a time is enough. Takes about 15 bytes
 * of memory per record, and what the index takes for the largest cluster. Used by one thread.
 */
public final class DiskMatches {
    private static final int NONE = -1;

    private final DiskClusters clusters;
    private final int references;
    private final int @Nullable [] preferred;
    private final int[] matches;
    private final byte[] hundredths;
    private final BitSet settled;

    private DiskMatches(DiskClusters clusters, int references, int @Nullable [] preferred) {
        this.clusters = clusters;
        this.references = references;
        this.preferred = preferred;
        matches = new int[clusters.size()];
        Arrays.fill(matches, NONE);
        hundredths = new byte[clusters.size()];
        settled = new BitSet(clusters.size());
    }

    /**
     * Decides about all records.
     *
     * @param clusters clusters that are joined
     * @param references how many of the first records are references, which stay whatever they are
     * @param preferred the other records in order of preference; null where that is the order in which they were added
     */
    public static DiskMatches of(DiskClusters clusters, int references, int @Nullable [] preferred) {
        DiskMatches decided = new DiskMatches(clusters, references, preferred);
        decided.settleFirst();
        decided.settleClusters();
        return decided;
    }

    /** Returns the record that a record is nearly the same as and that stays; negative where the record itself does. */
    public int match(int record) {
        return matches[record];
    }

    /** Returns how similar a record is to its match, in hundredths. */
    public int hundredths(int record) {
        return hundredths[record];
    }

    private int at(int position) {
        return preferred == null || position < references ? position : preferred[position - references];
    }

    /** Decides as the index does while it has few records, and compares with all of them. */
    private void settleFirst() {
        NearIndex index = clusters.index(NearIndex.FEW);
        for (int position = 0; position < matches.length && index.size() <= NearIndex.FEW; position++) {
            settle(at(position), index);
        }
    }

    private void settleClusters() {
        long[] members = members();
        NearIndex index = clusters.index(0);
        int from = 0;
        while (from < members.length) {
            int root = (int) (members[from] >>> 32);
            index.clear();
            while (from < members.length && (int) (members[from] >>> 32) == root) {
                settle(at((int) members[from++]), index);
            }
        }
    }

    /** Returns the positions of all records that are not alone, each with the first record of its cluster before it. */
    private long[] members() {
        BitSet shared = new BitSet(matches.length);
        for (int record = 0; record < matches.length; record++) {
            int root = clusters.root(record);
            if (root != record) {
                shared.set(root);
                shared.set(record);
            }
        }
        long[] members = new long[shared.cardinality()];
        int count = 0;
        for (int position = 0; position < matches.length; position++) {
            if (shared.get(at(position))) {
                members[count++] = ((long) clusters.root(at(position)) << 32) | position;
            }
        }
        Arrays.sort(members);
        return members;
    }

    private void settle(int record, NearIndex index) {
        boolean isReference = record < references;
        boolean isSettled = settled.get(record);
        if (isSettled && matches[record] != NONE) {
            return;
        }
        int view = clusters.read(record, index);
        if (!isReference && !isSettled && index.find(view)) {
            matches[record] = Integer.parseInt(index.matchName());
            hundredths[record] = BigDecimal.valueOf(index.matchSimilarity())
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_UP)
                    .byteValueExact();
        } else {
            index.add(Integer.toString(record), isReference ? view : 0);
        }
        settled.set(record);
    }
}
