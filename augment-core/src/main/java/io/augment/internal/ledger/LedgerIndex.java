package io.augment.internal.ledger;

/**
 * Finds where a key's line lies: an open-addressing table of 16 bytes an entry, grown by half, so that it costs 18 to 27
 * bytes of heap a reply.
 *
 * <p>It keeps 64 of a key's 128 bits; {@link #find} offers every place that could be right, and the caller compares the
 * whole key on the line. Guarded by its owner's lock.
 */
final class LedgerIndex {
    private static final double FULL = 0.88;

    private long[] keys = new long[1024];
    private long[] places = new long[1024];
    private int size;

    /** Decides whether the line at a place has the key that is looked for. */
    @FunctionalInterface
    interface Match {
        boolean at(long place);
    }

    /** Returns the place that matches, the newest where there are several, or -1. */
    long find(LedgerKey key, Match match) {
        long newest = -1;
        int slot = slot(key.low(), keys.length);
        while (places[slot] != 0) {
            long place = places[slot] - 1;
            if (keys[slot] == key.low() && place > newest && match.at(place)) {
                newest = place;
            }
            slot = slot + 1 == keys.length ? 0 : slot + 1;
        }
        return newest;
    }

    /** Returns whether a key with the same 64 bits is there. */
    boolean mayContain(LedgerKey key) {
        int slot = slot(key.low(), keys.length);
        while (places[slot] != 0) {
            if (keys[slot] == key.low()) {
                return true;
            }
            slot = slot + 1 == keys.length ? 0 : slot + 1;
        }
        return false;
    }

    /** Adds a place, 0 or more. */
    void add(LedgerKey key, long place) {
        if (size + 1 > keys.length * FULL) {
            grow();
        }
        insert(keys, places, key.low(), place + 1);
        size++;
    }

    int size() {
        return size;
    }

    /** Returns the heap that the table takes. */
    long heapBytes() {
        return (long) Long.BYTES * (keys.length + places.length);
    }

    private void grow() {
        int length = (int) Math.min(Integer.MAX_VALUE - 8L, keys.length + (keys.length >> 1));
        long[] newKeys = new long[length];
        long[] newPlaces = new long[length];
        for (int i = 0; i < keys.length; i++) {
            if (places[i] != 0) {
                insert(newKeys, newPlaces, keys[i], places[i]);
            }
        }
        keys = newKeys;
        places = newPlaces;
    }

    private static void insert(long[] keys, long[] places, long key, long place) {
        int slot = slot(key, keys.length);
        while (places[slot] != 0) {
            slot = slot + 1 == keys.length ? 0 : slot + 1;
        }
        keys[slot] = key;
        places[slot] = place;
    }

    private static int slot(long key, int length) {
        return (int) Math.multiplyHigh(key >>> 1, (long) length << 1);
    }
}
