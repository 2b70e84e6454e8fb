package io.augment.local.internal.mask;

import io.augment.local.internal.token.Vocabulary;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tokens that are text, in the order of their bytes, so that all are tried at once: what a token has in common with
 * the one before it is walked once. Immutable and safe for use by many threads.
 */
public final class TokenIndex {
    private final Vocabulary vocabulary;
    private final int[] order;
    private final int[] common;
    private final int longest;

    /** Sorts the tokens of a vocabulary. */
    public TokenIndex(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        byte[][] bytes = new byte[vocabulary.size()][];
        Arrays.setAll(bytes, id -> vocabulary.isPlain(id) ? vocabulary.bytes(id) : new byte[0]);
        this.order = IntStream.range(0, bytes.length)
                .filter(id -> bytes[id].length > 0)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]))
                .mapToInt(id -> id)
                .toArray();
        this.common = new int[order.length];
        int most = 0;
        for (int i = 0; i < order.length; i++) {
            int mismatch = i == 0 ? 0 : Arrays.mismatch(bytes[order[i - 1]], bytes[order[i]]);
            // Entries may stand twice in a vocabulary: such have all in common.
            common[i] = mismatch < 0 ? bytes[order[i]].length : mismatch;
            most = Math.max(most, bytes[order[i]].length);
        }
        this.longest = most;
    }

    int size() {
        return vocabulary.size();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Returns how many bytes the longest token has. */
    int longest() {
        return longest;
    }

    /** Returns a byte that no token stands for by itself, of those that JSON is closed with; -1 if there is none. */
    int missingByte() {
        for (int b = 0x20; b < 0xC0; b++) {
            if (b != 0x7F && !isText(vocabulary.find(new byte[] {(byte) b}, 0, 1))) {
                return b;
            }
        }
        return -1;
    }

    /** Returns for each place in a text how few tokens its rest takes. */
    int[] least(byte[] text) {
        int[] least = new int[text.length + 1];
        for (int from = text.length - 1; from >= 0; from--) {
            least[from] = State.MANY;
            for (int length = 1; length <= Math.min(longest, text.length - from); length++) {
                if (least[from + length] + 1 < least[from] && isText(vocabulary.find(text, from, length))) {
                    least[from] = least[from + length] + 1;
                }
            }
        }
        return least;
    }

    /**
     * Finds the tokens that may come.
     *
     * @param most the most tokens that the rest of the reply may take behind the token
     */
    Allowed allowed(State state, int most) {
        BitSet tokens = new BitSet(vocabulary.size());
        int needed = 0;
        @Nullable State[] path = new State[longest + 1];
        path[0] = state;
        int alive = 0;
        for (int i = 0; i < order.length; i++) {
            int depth = common[i];
            if (depth <= alive) {
                int id = order[i];
                int length = vocabulary.length(id);
                State at = path[depth];
                while (at != null && depth < length) {
                    at = at.next(vocabulary.byteAt(id, depth) & 0xFF);
                    path[++depth] = at;
                }
                alive = at == null ? depth - 1 : depth;
                if (at != null && at.least() <= most) {
                    tokens.set(id);
                    needed = Math.max(needed, at.least());
                }
            }
        }
        return new Allowed(tokens, needed);
    }

    private boolean isText(int id) {
        return id >= 0 && vocabulary.isPlain(id);
    }

    /**
     * Holds the tokens that may come.
     *
     * @param needed how many tokens the rest takes at most, in the least case, behind one of them
     */
    record Allowed(BitSet tokens, int needed) {}
}
