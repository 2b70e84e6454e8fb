package io.augment.local.internal.mask;

import io.augment.local.internal.token.Vocabulary;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Follows one reply and forbids what may not come next. Not safe for use by many threads.
 *
 * <p>For each token: {@link #apply} to the scores, choose, {@link #accept}; at {@link #isFinished} the reply is whole.
 */
public final class TokenMask {
    private final Grammar grammar;
    private final Vocabulary vocabulary;
    private State state;
    private boolean ended;
    private boolean cutShort;
    private boolean closing;

    TokenMask(Grammar grammar, Vocabulary vocabulary, State state) {
        this.grammar = grammar;
        this.vocabulary = vocabulary;
        this.state = state;
    }

    /**
     * Sets the scores of all tokens that may not come to negative infinity.
     *
     * @param scores a score for each entry of the vocabulary; more are forbidden
     * @param remaining how many tokens the reply may still have, the next one included; at least 1
     * @throws IllegalStateException if the reply is finished, or cannot be finished with so few tokens
     */
    public void apply(float[] scores, int remaining) {
        if (isFinished()) {
            throw new IllegalStateException("The reply is finished: nothing may follow");
        }
        wishToEnd(scores);
        TokenIndex.Allowed allowed = grammar.allowed(state);
        BitSet tokens = allowed.tokens();
        int left = closing ? Math.min(remaining, Math.max(1, state.least())) : remaining;
        if (allowed.needed() > left - 1) {
            tokens = grammar.allowed(state, left - 1).tokens();
            int wanted = best(scores, allowed.tokens());
            cutShort |= wanted >= 0 && !tokens.get(wanted) && !vocabulary.isEnd(wanted);
        }
        if (tokens.isEmpty() && !state.mayEnd()) {
            throw new IllegalStateException("The reply cannot be finished with " + remaining + " tokens");
        }
        int[] ends = state.mayEnd() ? vocabulary.ends() : new int[0];
        float[] scoresOfEnds = new float[ends.length];
        for (int i = 0; i < ends.length; i++) {
            scoresOfEnds[i] = scores[ends[i]];
        }
        for (int from = tokens.nextClearBit(0); from < scores.length; ) {
            int to = tokens.nextSetBit(from);
            Arrays.fill(scores, from, to < 0 ? scores.length : to, Float.NEGATIVE_INFINITY);
            from = to < 0 ? scores.length : tokens.nextClearBit(to);
        }
        for (int i = 0; i < ends.length; i++) {
            scores[ends[i]] = scoresOfEnds[i];
        }
    }

    /**
     * Where the reply may not end yet, takes the wish to end it for one to close what is open: a small model forgets that its
     * answer stands between quotes, and would ramble on.
     */
    private void wishToEnd(float[] scores) {
        int value = state.closing();
        if (value < 0) {
            return;
        }
        int token = vocabulary.find(new byte[] {(byte) value}, 0, 1);
        for (int end : vocabulary.ends()) {
            scores[token] = Math.max(scores[token], scores[end]);
        }
    }

    private int best(float[] scores, BitSet tokens) {
        int best = -1;
        for (int id = tokens.nextSetBit(0); id >= 0; id = tokens.nextSetBit(id + 1)) {
            best = best < 0 || scores[id] > scores[best] ? id : best;
        }
        if (state.mayEnd()) {
            for (int id : vocabulary.ends()) {
                best = best < 0 || scores[id] > scores[best] ? id : best;
            }
        }
        return best;
    }

    /**
     * Adds the token that was chosen.
     *
     * @throws IllegalStateException if it may not come here
     */
    public void accept(int id) {
        if (state.mayEnd() && vocabulary.isEnd(id)) {
            ended = true;
            return;
        }
        State at = state;
        for (int i = 0; i < vocabulary.length(id); i++) {
            State next = at.next(vocabulary.byteAt(id, i) & 0xFF);
            if (next == null) {
                throw new IllegalStateException("Token " + id + " may not come here");
            }
            at = next;
        }
        state = at;
    }

    /** Returns whether the reply is whole and nothing may follow. */
    public boolean isFinished() {
        return ended || state == State.END;
    }

    /** Returns whether the reply is whole, although something may follow, such as another digit. */
    public boolean isWhole() {
        return ended || state.mayEnd();
    }

    /** Allows from here on only what closes the reply, which {@linkplain #wasCutShort counts as cut short}. */
    public void close() {
        closing = true;
        cutShort = true;
    }

    /**
     * Returns whether the model was kept from its best token because too few were left: the reply has the form that it must
     * have, but was cut short.
     */
    public boolean wasCutShort() {
        return cutShort;
    }
}
