package io.augment.local.internal.mask;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what a reply may be, and remembers the tokens that it found for each place. Safe for use by many threads.
 */
public final class Grammar {
    /** Each takes an eighth of a byte for each entry of the vocabulary: 19 kB for the 151,936 of Qwen2. */
    private static final int REMEMBERED = 256;

    private final TokenIndex index;
    private final State start;
    private final Map<State, TokenIndex.Allowed> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<State, TokenIndex.Allowed> eldest) {
            return size() > REMEMBERED;
        }
    };

    Grammar(TokenIndex index, Shape shape) {
        this.index = index;
        this.start = shape.enter(State.END);
    }

    /** Returns a number of tokens that suffices for the shortest reply. A reply with fewer cannot be promised to end. */
    public int leastTokens() {
        return start.least();
    }

    /** Starts a reply. */
    public TokenMask start() {
        return new TokenMask(this, index.vocabulary(), start);
    }

    /** Returns the tokens that may come, however long the rest. */
    TokenIndex.Allowed allowed(State state) {
        synchronized (remembered) {
            TokenIndex.Allowed known = remembered.get(state);
            if (known != null) {
                return known;
            }
        }
        TokenIndex.Allowed found = index.allowed(state, State.MANY);
        synchronized (remembered) {
            remembered.put(state, found);
        }
        return found;
    }

    /** Returns the tokens behind which the rest takes no more than {@code most}. */
    TokenIndex.Allowed allowed(State state, int most) {
        return index.allowed(state, most);
    }
}
