package io.augment.local.internal.mask;

import org.jspecify.annotations.Nullable;

/**
 * Is a place in a reply: what may come next, and how few tokens it takes to the end. Immutable; equal states allow the same
 * tokens.
 */
abstract class State {
    /** More tokens than any reply has; sums stop here. */
    static final int MANY = 1 << 29;

    /** The end of the reply: nothing may follow. */
    static final State END = new State(0) {
        @Override
        @Nullable
        State next(int value) {
            return null;
        }

        @Override
        boolean mayEnd() {
            return true;
        }
    };

    private final int least;

    State(long least) {
        this.least = (int) Math.min(MANY, least);
    }

    /** Returns the place behind a byte, 0 to 255, or null if the byte may not come here. */
    abstract @Nullable State next(int value);

    /** Returns whether the reply may end here. */
    abstract boolean mayEnd();

    /** Returns the byte that closes the text or the list that is open here, or -1 where it may not be closed. */
    int closing() {
        return -1;
    }

    /** Returns a number of tokens that suffices to end the reply from here; one token leads to a place with one less. */
    final int least() {
        return least;
    }
}
