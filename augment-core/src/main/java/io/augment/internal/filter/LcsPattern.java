package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Computes the length of the longest common subsequence of one pattern and many texts, 64 cells at a time (Crochemore et
 * al., 2001; Hyyrö, 2004). Used by one thread.
 */
final class LcsPattern {
    private long[] masks = new long[1 << 10];
    private int[] wideSlots = new int[0];
    private long[] wideMasks = new long[0];
    private long[] state = new long[0];
    private int[] pattern = new int[0];
    private int length;
    private int words;

    /**
     * Sets the pattern.
     *
     * @param vocabulary all tokens, of the pattern and the texts, are below this number
     */
    void set(int[] tokens, int start, int count, int vocabulary) {
        clear();
        if (vocabulary > masks.length) {
            masks = new long[Integer.highestOneBit(vocabulary) << 1];
        }
        pattern = count > pattern.length ? new int[count] : pattern;
        System.arraycopy(tokens, start, pattern, 0, count);
        length = count;
        words = (count + Long.SIZE - 1) >>> 6;
        if (words <= 1) {
            for (int i = 0; i < count; i++) {
                masks[pattern[i]] |= 1L << i;
            }
        } else {
            setWide();
        }
    }

    private void setWide() {
        if (masks.length > wideSlots.length) {
            wideSlots = new int[masks.length];
        }
        if ((length + 1) * words > wideMasks.length) {
            wideMasks = new long[(length + 1) * words];
        } else {
            Arrays.fill(wideMasks, 0, (length + 1) * words, 0);
        }
        state = words > state.length ? new long[words] : state;
        int slots = 0;
        for (int i = 0; i < length; i++) {
            int slot = wideSlots[pattern[i]];
            if (slot == 0) {
                slot = ++slots;
                wideSlots[pattern[i]] = slot;
            }
            wideMasks[slot * words + (i >>> 6)] |= 1L << i;
        }
    }

    private void clear() {
        for (int i = 0; i < length; i++) {
            if (words <= 1) {
                masks[pattern[i]] = 0;
            } else {
                wideSlots[pattern[i]] = 0;
            }
        }
    }

    /** Returns the length of the longest common subsequence of two ranges, cell by cell. */
    static int lcs(int[] one, int from, int to, int[] other, int otherFrom, int otherTo) {
        int[] row = new int[otherTo - otherFrom + 1];
        for (int i = from; i < to; i++) {
            int diagonal = 0;
            for (int k = 1; k < row.length; k++) {
                int above = row[k];
                row[k] = one[i] == other[otherFrom + k - 1] ? diagonal + 1 : Math.max(above, row[k - 1]);
                diagonal = above;
            }
        }
        return row[row.length - 1];
    }

    /** Returns the length of the longest common subsequence of the pattern and a text. */
    int lcs(int[] text, int start, int count) {
        return words <= 1 ? narrow(text, start, start + count) : wide(text, start, start + count);
    }

    private int narrow(int[] text, int from, int to) {
        long[] bits = masks;
        long v = -1L;
        for (int i = from; i < to; i++) {
            long m = bits[text[i]];
            v = (v + (v & m)) | (v & ~m);
        }
        return length == 0 ? 0 : Long.bitCount(~v & (-1L >>> (Long.SIZE - length)));
    }

    private int wide(int[] text, int from, int to) {
        Arrays.fill(state, 0, words, -1L);
        for (int i = from; i < to; i++) {
            int base = wideSlots[text[i]] * words;
            if (base == 0) {
                continue;
            }
            long carry = 0;
            for (int w = 0; w < words; w++) {
                long v = state[w];
                long m = wideMasks[base + w];
                long u = v & m;
                long sum = v + u + carry;
                carry = ((v & u) | ((v | u) & ~sum)) >>> 63;
                state[w] = sum | (v & ~m);
            }
        }
        int zeros = 0;
        for (int w = 0; w < words; w++) {
            int used = Math.min(Long.SIZE, length - (w << 6));
            zeros += Long.bitCount(~state[w] & (-1L >>> (Long.SIZE - used)));
        }
        return zeros;
    }
}
