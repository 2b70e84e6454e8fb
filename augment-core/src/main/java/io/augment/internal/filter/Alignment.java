package io.augment.internal.filter;

import java.util.Arrays;

/**
 * Measures how much of a benchmark text stands in a record.
 *
 * <p>Two ways, of which the better counts: in order, with words left out and others in between (a weighted longest common
 * subsequence with a small price for each word in between, over the matching pairs alone: Hunt and Szymanski, 1977), and in
 * pieces of at least four words in any order. Used by one thread.
 */
final class Alignment {
    private static final int PIECE = 4;
    private static final float GAP = 0.05f;

    private final BenchmarkTokens texts;
    private final int[] heads;
    private final int[] headText;
    private int[] next = new int[1 << 8];
    private int[] tree = new int[1 << 8];
    private int[] run = new int[1 << 8];
    private int[] runAt = new int[1 << 8];
    private int[] chainStart = new int[1 << 8];
    private boolean[] covered = new boolean[1 << 8];

    private float[] value = new float[1 << 10];
    private float[] matched = new float[1 << 10];
    private int[] words = new int[1 << 10];
    private int[] first = new int[1 << 10];
    private int nodes;

    private int round;
    private float score;
    private float wordShare;
    private float evidence;
    private float density;
    private float pieceShare;
    private float completeness;
    private float sameness;
    private int spanStart;
    private int spanEnd;

    Alignment(BenchmarkTokens texts) {
        this.texts = texts;
        heads = new int[texts.vocabulary().size()];
        headText = new int[texts.vocabulary().size()];
    }

    /** Returns the share of the text's weight that was found, 0 to 1. */
    float score() {
        return score;
    }

    /** Returns the share of the text's words that was found, 0 to 1. */
    float wordShare() {
        return wordShare;
    }

    /** Returns the share of the text's words that stand in pieces of at least four, 0 to 1. */
    float pieceShare() {
        return pieceShare;
    }

    /**
     * Returns how much was found: its weight, times how densely it stands. Few common words, far apart, are no evidence even
     * where they are all that the text says.
     */
    float evidence() {
        return evidence;
    }

    /** Returns the share of the text's words among those of the stretch of the record in which they stand, 0 to 1. */
    float density() {
        return density;
    }

    /**
     * Returns how densely all of the text's words stand somewhere in order: the number of words over that of the shortest
     * stretch of the record that has them all, and 0 where it never has.
     */
    float completeness() {
        return completeness;
    }

    /**
     * Returns how nearly the stretch of the record in which the words stand in order is the text: the number of these words over
     * that of the text or the stretch, whichever is longer.
     */
    float sameness() {
        return sameness;
    }

    /** Returns the first token of the record that belongs to what was found. */
    int spanStart() {
        return spanStart;
    }

    /** Returns the token behind the last that belongs to what was found. */
    int spanEnd() {
        return spanEnd;
    }

    /**
     * Measures one text.
     *
     * @param record numbers of the record's tokens, -1 for those of no text
     * @param length how many tokens of the text are looked for
     * @param total sum of their weights
     */
    void measure(int[] record, int count, int text, int length, float total) {
        int start = texts.start(text);
        prepare(start, length);
        float gap = GAP * total / length;
        int shortest = Integer.MAX_VALUE;
        int shortestEnd = 0;
        float bestValue = 0;
        int best = -1;
        int bestEnd = 0;
        int piecesStart = Integer.MAX_VALUE;
        int piecesEnd = 0;
        for (int r = 0; r < count; r++) {
            int token = record[r];
            if (token < 0 || headText[token] != round) {
                continue;
            }
            for (int j = heads[token]; j >= 0; j = next[j]) {
                int node = extend(j, r, texts.weights()[start + j], gap);
                float reached = value[node] - gap * (r + 1);
                if (reached > bestValue) {
                    bestValue = reached;
                    best = node;
                    bestEnd = r + 1;
                }
                chainStart[j] = j == 0 ? r : chainStart[j - 1];
                if (j == length - 1 && chainStart[j] >= 0 && r + 1 - chainStart[j] < shortest) {
                    shortest = r + 1 - chainStart[j];
                    shortestEnd = r + 1;
                }
                run[j] = j > 0 && runAt[j - 1] == r - 1 ? run[j - 1] + 1 : 1;
                runAt[j] = r;
                if (run[j] >= PIECE) {
                    int from = run[j] == PIECE ? j - PIECE + 1 : j;
                    Arrays.fill(covered, from, j + 1, true);
                    piecesStart = Math.min(piecesStart, r - PIECE + 1);
                    piecesEnd = r + 1;
                }
            }
        }
        score = best < 0 || total == 0 ? 0 : matched[best] / total;
        wordShare = best < 0 ? 0 : words[best] / (float) length;
        spanStart = best < 0 ? 0 : first[best];
        spanEnd = bestEnd;
        density = best < 0 ? 0 : words[best] / (float) (spanEnd - spanStart);
        evidence = best < 0 ? 0 : matched[best] * density;
        sameness = best < 0 ? 0 : words[best] / (float) Math.max(length, spanEnd - spanStart);
        measurePieces(start, length, total, piecesStart, piecesEnd);
        completeness = shortestEnd == 0 ? 0 : length / (float) shortest;
    }

    private void measurePieces(int start, int length, float total, int piecesStart, int piecesEnd) {
        float weight = 0;
        int count = 0;
        for (int j = 0; j < length; j++) {
            if (covered[j]) {
                weight += texts.weights()[start + j];
                count++;
            }
        }
        pieceShare = count / (float) length;
        if (total > 0 && weight / total > score) {
            score = weight / total;
            evidence = weight;
            density = 0;
            wordShare = pieceShare;
            spanStart = piecesStart;
            spanEnd = piecesEnd;
        }
    }

    private void prepare(int start, int length) {
        round++;
        nodes = 0;
        if (length >= next.length) {
            int larger = Integer.highestOneBit(length) << 1;
            next = new int[larger];
            tree = new int[larger];
            run = new int[larger];
            runAt = new int[larger];
            chainStart = new int[larger];
            covered = new boolean[larger];
        }
        Arrays.fill(tree, 0, length + 1, -1);
        Arrays.fill(runAt, 0, length, -2);
        Arrays.fill(chainStart, 0, length, -1);
        Arrays.fill(covered, 0, length, false);
        for (int j = 0; j < length; j++) {
            int token = texts.tokens()[start + j];
            next[j] = headText[token] == round ? heads[token] : -1;
            heads[token] = j;
            headText[token] = round;
        }
    }

    /** Adds the match of item word j and record word r to the best chain before it. */
    private int extend(int j, int r, float weight, float gap) {
        int before = bestBefore(j);
        boolean startsHere = before < 0 || value[before] < gap * r;
        reserve();
        int node = nodes++;
        value[node] = (startsHere ? gap * r : value[before]) + weight + gap;
        matched[node] = (startsHere ? 0 : matched[before]) + weight;
        words[node] = (startsHere ? 0 : words[before]) + 1;
        first[node] = startsHere ? r : first[before];
        for (int at = j + 1; at < tree.length; at += at & -at) {
            if (tree[at] < 0 || value[tree[at]] < value[node]) {
                tree[at] = node;
            }
        }
        return node;
    }

    private int bestBefore(int j) {
        int best = -1;
        for (int at = j; at > 0; at -= at & -at) {
            int node = tree[at];
            if (node >= 0 && (best < 0 || value[node] > value[best])) {
                best = node;
            }
        }
        return best;
    }

    private void reserve() {
        if (nodes == value.length) {
            value = Arrays.copyOf(value, 2 * nodes);
            matched = Arrays.copyOf(matched, 2 * nodes);
            words = Arrays.copyOf(words, 2 * nodes);
            first = Arrays.copyOf(first, 2 * nodes);
        }
    }
}
