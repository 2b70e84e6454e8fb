package io.augment.local.internal.token;

import java.util.Arrays;

/**
 * Merges the bytes of one piece after another: the pair of lowest rank first, the leftmost of equals. Short pieces are
 * searched through, long ones kept in a heap, so that no run of a million letters takes quadratic time.
 *
 * <p>Not safe for use by many threads; cheap to create.
 */
final class PieceMerger {
    private static final int SHORT = 40;
    private static final int NONE = Integer.MAX_VALUE;

    private final MergeTable merges;
    private int[] symbols = new int[64];
    private int[] ranks = new int[64];
    private int[] next = new int[0];
    private int[] previous = new int[0];
    private long[] heap = new long[0];
    private int heapSize;

    PieceMerger(MergeTable merges) {
        this.merges = merges;
    }

    /** Returns room for the symbols of a piece. */
    int[] symbols(int length) {
        if (symbols.length < length) {
            symbols = new int[Math.max(length, symbols.length * 2)];
            ranks = new int[symbols.length];
        }
        return symbols;
    }

    /** Merges the first symbols of {@link #symbols} in place and returns how many are left. */
    int merge(int count) {
        return count <= SHORT ? mergeShort(count) : mergeLong(count);
    }

    private int mergeShort(int count) {
        int size = count;
        for (int i = 0; i + 1 < size; i++) {
            ranks[i] = merges.rank(symbols[i], symbols[i + 1]);
        }
        while (size > 1) {
            int best = 0;
            for (int i = 1; i + 1 < size; i++) {
                if (ranks[i] < ranks[best]) {
                    best = i;
                }
            }
            if (ranks[best] == NONE) {
                break;
            }
            symbols[best] = merges.product(ranks[best]);
            size--;
            System.arraycopy(symbols, best + 2, symbols, best + 1, size - best - 1);
            System.arraycopy(ranks, best + 1, ranks, best, size - best);
            if (best > 0) {
                ranks[best - 1] = merges.rank(symbols[best - 1], symbols[best]);
            }
            if (best + 1 < size) {
                ranks[best] = merges.rank(symbols[best], symbols[best + 1]);
            }
        }
        return size;
    }

    private int mergeLong(int count) {
        if (next.length < count) {
            next = new int[symbols.length];
            previous = new int[symbols.length];
        }
        heapSize = 0;
        for (int i = 0; i < count; i++) {
            previous[i] = i - 1;
            next[i] = i + 1;
        }
        for (int i = 0; i + 1 < count; i++) {
            rankAt(i, count);
        }
        while (heapSize > 0) {
            long top = pop();
            int rank = (int) (top >>> 32);
            int left = (int) top;
            // A pair that has changed since it was put into the heap has another rank, or none.
            if (ranks[left] == rank) {
                int right = next[left];
                symbols[left] = merges.product(rank);
                ranks[right] = NONE;
                next[left] = next[right];
                if (next[left] < count) {
                    previous[next[left]] = left;
                }
                rankAt(left, count);
                if (previous[left] >= 0) {
                    rankAt(previous[left], count);
                }
            }
        }
        int size = 0;
        for (int i = 0; i < count; i = next[i]) {
            symbols[size++] = symbols[i];
        }
        return size;
    }

    private void rankAt(int left, int count) {
        int right = next[left];
        ranks[left] = right < count ? merges.rank(symbols[left], symbols[right]) : NONE;
        if (ranks[left] != NONE) {
            push(((long) ranks[left] << 32) | left);
        }
    }

    private void push(long value) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, Math.max(64, heapSize * 2));
        }
        int at = heapSize++;
        while (at > 0 && heap[(at - 1) >>> 1] > value) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = value;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--heapSize];
        int at = 0;
        int child = 1;
        while (child < heapSize) {
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
            child = 2 * at + 1;
        }
        heap[at] = last;
        return top;
    }
}
