package io.augment.internal.ledger;

/** Packs a segment's number and an offset in it into one long. */
final class LedgerPlace {
    private static final int OFFSET_BITS = 40;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    /** Most segments that a ledger may have. */
    static final int MAX_SEGMENTS = 1 << 22;

    private LedgerPlace() {}

    static long pack(int segment, long offset) {
        return ((long) segment << OFFSET_BITS) | offset;
    }

    static int segment(long place) {
        return (int) (place >>> OFFSET_BITS);
    }

    static long offset(long place) {
        return place & OFFSET_MASK;
    }
}
