package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.internal.check.Prose;
import io.augment.internal.text.Hashing;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Turns a text into hashed features: words, pairs of neighboring words, the words that it begins with, and character
 * n-grams within words. Reusable; not safe for use by many threads.
 */
final class TextFeatures {
    /** Sorts of features; each has a hash space of its own. */
    private static final long WORD = 1;

    private static final long PAIR = 2;
    private static final long OPENING = 3;
    private static final long CHARACTERS = 4;
    private static final long INPUT = 5;

    private static final int SHORTEST_GRAM = 3;
    private static final int LONGEST_GRAM = 5;
    private static final int SHORTEST_HAN_GRAM = 2;
    private static final int LONGEST_HAN_GRAM = 3;
    private static final int OPENING_WORDS = 3;

    /** What is asked stands at the beginning or at the end; reading all of a long text costs time and changes little. */
    private static final int HEAD = 1_600;

    private static final int TAIL = 600;
    private static final int INPUT_HEAD = 400;

    private long[] hashes = new long[1 << 10];
    private int size;

    /** Returns the features of an instruction with its input, in the order of the text, repeats included. */
    long[] of(Instruction instruction) {
        size = 0;
        addText(bounded(instruction.text()), 0);
        if (!instruction.input().isEmpty()) {
            String input = instruction.input();
            addText(input.length() <= INPUT_HEAD ? input : input.substring(0, INPUT_HEAD), INPUT);
        }
        return Arrays.copyOf(hashes, size);
    }

    private static String bounded(String text) {
        return text.length() <= HEAD + TAIL
                ? text
                : text.substring(0, HEAD) + "\n" + text.substring(text.length() - TAIL);
    }

    private void addText(String text, long space) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        long previous = 0;
        int number = 0;
        int at = 0;
        while (at < plain.length()) {
            char c = plain.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end = end(plain, at);
            long word = Hashing.of(plain.subSequence(at, end));
            push(WORD + space, word);
            push(PAIR + space, Hashing.combine(previous, word));
            if (number < OPENING_WORDS) {
                push(OPENING + space, Hashing.combine(number, word));
            }
            if (end - at > 1 && space == 0) {
                grams(plain, at, end);
            }
            if (Character.isIdeographic(c) && space == 0) {
                hanGrams(plain, at);
            }
            previous = word;
            number++;
            at = end;
        }
    }

    /** Letters and digits that stand together are a word; a Chinese character and a sign stand alone. */
    private static int end(String text, int from) {
        if (!isPart(text.charAt(from))) {
            return from + 1;
        }
        int end = from + 1;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) && !(c >= 0x2E80 && Prose.isCjk(c));
    }

    private void grams(String text, int from, int to) {
        // The edges count as characters, so that a beginning differs from a middle.
        for (int start = from - 1; start < to; start++) {
            long hash = Hashing.SEED;
            for (int i = start; i <= to && i - start < LONGEST_GRAM; i++) {
                hash = Hashing.combine(hash, i < from || i == to ? ' ' : text.charAt(i));
                if (i - start + 1 >= SHORTEST_GRAM) {
                    push(CHARACTERS, hash);
                }
            }
        }
    }

    private void hanGrams(String text, int from) {
        long hash = Hashing.SEED;
        for (int i = from; i < text.length() && i - from < LONGEST_HAN_GRAM; i++) {
            hash = Hashing.combine(hash, text.charAt(i));
            if (i - from + 1 >= SHORTEST_HAN_GRAM) {
                push(CHARACTERS, hash);
            }
        }
    }

    private void push(long sort, long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        // The lowest bits tell the sort, so that words and characters can be weighed apart.
        hashes[size++] = (Hashing.combine(sort, hash) & ~1L) | (sort == CHARACTERS ? 1 : 0);
    }

    /** Tells whether a feature is a character n-gram. */
    static boolean isGram(long feature) {
        return (feature & 1) != 0;
    }
}
