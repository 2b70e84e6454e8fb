package io.augment.internal.filter;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Computes the length of the longest common subsequence of one pattern and many texts, 64 cells at a time (Crochemore et
 * al., 2001; Hyyrö, 2004). Used by one thread.
 */
final class LcsPattern {
    /** A pattern of more words of 64 cells is taken in strips, as the masks of all its tokens would not fit in memory. */
    private static final int STRIP = 64;

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
        } else if (words <= STRIP) {
            setWide(0, words);
        }
    }

    /** Sets the masks of some of the pattern, by its words of 64 cells. */
    private void setWide(int firstWord, int width) {
        if (masks.length > wideSlots.length) {
            wideSlots = new int[masks.length];
        }
        int from = firstWord << 6;
        int to = Math.min(length, (firstWord + width) << 6);
        int size = (to - from + 1) * width;
        if (size > wideMasks.length) {
            wideMasks = new long[size];
        } else {
            Arrays.fill(wideMasks, 0, size, 0);
        }
        state = width > state.length ? new long[width] : state;
        int slots = 0;
        for (int i = from; i < to; i++) {
            int slot = wideSlots[pattern[i]];
            if (slot == 0) {
                slot = ++slots;
                wideSlots[pattern[i]] = slot;
            }
            wideMasks[slot * width + ((i - from) >>> 6)] |= 1L << i;
        }
    }

    private void clear() {
        for (int i = 0; i < length; i++) {
            if (words <= 1) {
                masks[pattern[i]] = 0;
            } else if (wideSlots.length > 0) {
                wideSlots[pattern[i]] = 0;
            }
        }
    }

    /** Returns the length of the longest common subsequence of the pattern and a text. */
    int lcs(int[] text, int start, int count) {
        if (words <= 1) {
            return narrow(text, start, start + count);
        }
        if (words <= STRIP) {
            return wide(text, start, start + count, 0, words, null);
        }
        BitSet carries = new BitSet(count);
        int lcs = 0;
        for (int word = 0; word < words; word += STRIP) {
            clear();
            int width = Math.min(STRIP, words - word);
            setWide(word, width);
            lcs += wide(text, start, start + count, word, width, carries);
        }
        return lcs;
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

    /**
     * Goes through the text with some of the pattern.
     *
     * @param carries what goes over from the words before to these, for each token of the text, and then from these to the
     *     next; null where there are no others
     */
    private int wide(int[] text, int from, int to, int firstWord, int width, @Nullable BitSet carries) {
        Arrays.fill(state, 0, width, -1L);
        for (int i = from; i < to; i++) {
            int base = wideSlots[text[i]] * width;
            long carry = carries != null && carries.get(i - from) ? 1 : 0;
            if (base == 0 && carry == 0) {
                continue;
            }
            for (int w = 0; w < width; w++) {
                long v = state[w];
                long m = base == 0 ? 0 : wideMasks[base + w];
                long u = v & m;
                long sum = v + u + carry;
                carry = ((v & u) | ((v | u) & ~sum)) >>> 63;
                state[w] = sum | (v & ~m);
            }
            if (carries != null) {
                carries.set(i - from, carry != 0);
            }
        }
        int zeros = 0;
        for (int w = 0; w < width; w++) {
            int used = Math.min(Long.SIZE, length - ((firstWord + w) << 6));
            zeros += Long.bitCount(~state[w] & (-1L >>> (Long.SIZE - used)));
        }
        return zeros;
    }
}
