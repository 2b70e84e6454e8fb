package io.augment.internal.text;

import java.util.Arrays;

/**
 * Reads texts for the question whether one contains another: words without markup, numbers in one way of writing, and the
 * place of each. Used by one thread.
 */
public final class ContentTokens {
    /** A character of Chinese says about as much as this share of a word. */
    private static final float ALONE_UNIT = 0.6f;

    private static final int TENS_FROM = 20;
    private static final int TENS_TO = 90;
    private static final int HUNDRED = 100;
    private static final long BILLION = 1_000_000_000;

    private final TokenBuffer buffer = TokenBuffer.ofWords();
    private long[] hashes = new long[1 << 8];
    private int[] starts = new int[1 << 8];
    private int[] ends = new int[1 << 8];
    private int size;
    private char[] letters = new char[1 << 10];
    private int[] letterTokens = new int[1 << 10];
    private int letterCount;
    private float units;

    /** Forgets all tokens. */
    public void clear() {
        size = 0;
        letterCount = 0;
        units = 0;
    }

    /** Returns the number of tokens. */
    public int size() {
        return size;
    }

    /** Returns the hash of a token. */
    public long get(int index) {
        return hashes[index];
    }

    /** Returns where a token begins in its text. */
    public int start(int index) {
        return starts[index];
    }

    /** Returns where a token ends in its text. */
    public int end(int index) {
        return ends[index];
    }

    /** Returns the letters and digits of all texts, folded, without anything between them. */
    public char[] letters() {
        return letters;
    }

    /** Returns how many of the letters count. */
    public int letterCount() {
        return letterCount;
    }

    /** Returns the token to which a letter belongs. */
    public int tokenOfLetter(int letter) {
        return letterTokens[letter];
    }

    /** Returns the length in words; a character of a script without spaces says less than one. */
    public float units() {
        return units;
    }

    /** Returns whether a token is a number in digits in the text that it was added with. */
    public boolean isNumber(int index, String text) {
        return Character.isDigit(text.charAt(starts[index])) && Character.isDigit(text.charAt(ends[index] - 1));
    }

    /** Adds the tokens of a text. */
    public void add(String text) {
        buffer.clear();
        String words = Markup.blank(text);
        buffer.add(plainNumbers(words));
        reserve(size + buffer.size());
        int from = size;
        for (int i = 0; i < buffer.size(); i++) {
            int first = i;
            long value = NumberWords.value(buffer.get(i));
            if (value < 0) {
                push(buffer.get(i), first, i);
                continue;
            }
            int unit = next(i);
            if (value >= TENS_FROM && value <= TENS_TO && unit >= 1 && unit <= 9) {
                value += unit;
                i++;
            }
            while (next(i) >= HUNDRED && value > 0 && value < BILLION) {
                value *= next(i);
                i++;
            }
            push(NumberWords.hash(value), first, i);
        }
        addLetters(words, from);
    }

    private void addLetters(String text, int from) {
        if (letterCount + text.length() > letters.length) {
            int length = Integer.highestOneBit(letterCount + text.length()) << 1;
            letters = Arrays.copyOf(letters, length);
            letterTokens = Arrays.copyOf(letterTokens, length);
        }
        for (int token = from; token < size; token++) {
            boolean repeats = token > from && starts[token] == starts[token - 1] && ends[token] == ends[token - 1];
            units += CharTable.FOLD[text.charAt(starts[token])] == CharTable.ALONE ? ALONE_UNIT : 1;
            if (!repeats) {
                addLetters(text, token, starts[token], ends[token]);
            }
        }
    }

    private void addLetters(String text, int token, int start, int end) {
        for (int i = start; i < end; i++) {
            if (CharTable.FOLD[text.charAt(i)] == CharTable.COMPLEX) {
                addFolded(TokenBuffer.fold(text.substring(start, end)), token);
                return;
            }
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            char folded = CharTable.FOLD[c];
            if (folded > CharTable.COMPLEX) {
                addLetter(folded, token);
            } else if (folded == CharTable.ALONE) {
                addLetter(c, token);
            }
        }
    }

    private void addFolded(String folded, int token) {
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                addLetter(c, token);
            }
        }
    }

    private void addLetter(char letter, int token) {
        if (letterCount == letters.length) {
            letters = Arrays.copyOf(letters, 2 * letterCount);
            letterTokens = Arrays.copyOf(letterTokens, 2 * letterCount);
        }
        letterTokens[letterCount] = token;
        letters[letterCount++] = letter;
    }

    private int next(int index) {
        return index + 1 < buffer.size() ? NumberWords.value(buffer.get(index + 1)) : -1;
    }

    /**
     * Puts a character that is read over in place of a comma between thousands and of one or two decimals that are zero, so
     * that {@code 1,000.00} is the word {@code 1000}, also in full width.
     */
    private static String plainNumbers(String text) {
        StringBuilder plain = null;
        for (int i = 1; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            boolean isComma = c == ',' || c == '\uFF0C';
            boolean isPoint = c == '.' || c == '\uFF0E';
            if (!(isComma || isPoint) || !isDigit(text, i - 1) || !isDigit(text, i + 1)) {
                continue;
            }
            int end = i + 1;
            while (isDigit(text, end)) {
                end++;
            }
            boolean separates = isComma && end - i == 4;
            boolean isZero = isPoint && end - i <= 3 && isZero(text, i + 1) && isZero(text, end - 1);
            if (separates || isZero) {
                plain = plain == null ? new StringBuilder(text) : plain;
                for (int k = i; k < (isZero ? end : i + 1); k++) {
                    plain.setCharAt(k, '\u200B');
                }
            }
        }
        return plain == null ? text : plain.toString();
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && Character.isDigit(text.charAt(index));
    }

    private static boolean isZero(String text, int index) {
        return Character.digit(text.charAt(index), 10) == 0;
    }

    private void reserve(int needed) {
        if (needed > hashes.length) {
            int length = Integer.highestOneBit(needed) << 1;
            hashes = Arrays.copyOf(hashes, length);
            starts = Arrays.copyOf(starts, length);
            ends = Arrays.copyOf(ends, length);
        }
    }

    private void push(long hash, int first, int last) {
        hashes[size] = hash;
        starts[size] = buffer.start(first);
        ends[size++] = buffer.end(last);
    }
}
