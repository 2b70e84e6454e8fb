package io.augment.internal.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Cuts texts into tokens and keeps a 64-bit hash of each; the buffer grows and is used again for the next record.
 *
 * <p>A token is a run of letters and digits, folded by NFKC and case, or one character of a script that is written without
 * spaces. For text in ASCII this is what the {@code rouge_score} package of google-research does. Equal tokens have equal
 * hashes; different ones have different hashes except by an accident of one in 2<sup>64</sup>. Used by one thread.
 */
public final class TokenBuffer {
    private static final char[] FOLD = CharTable.FOLD;

    private final boolean symbols;
    private char[] chars = new char[1 << 10];
    private char[] slow = new char[1 << 6];
    private long[] hashes = new long[1 << 8];
    private int[] starts = new int[1 << 8];
    private int[] ends = new int[1 << 8];
    private int size;

    private TokenBuffer(boolean symbols) {
        this.symbols = symbols;
    }

    /** Creates a buffer of words. */
    public static TokenBuffer ofWords() {
        return new TokenBuffer(false);
    }

    /** Creates a buffer of words and of the symbols that change a meaning, such as operators, currencies and emoji. */
    public static TokenBuffer ofWordsAndSymbols() {
        return new TokenBuffer(true);
    }

    /** Forgets all tokens. */
    public void clear() {
        size = 0;
    }

    /** Returns the number of tokens. */
    public int size() {
        return size;
    }

    /** Returns the hash of a token. */
    public long get(int index) {
        return hashes[index];
    }

    /** Returns the hashes; only the first {@link #size()} count, and only until the next change. */
    public long[] array() {
        return hashes;
    }

    /** Returns where a token begins in the text that was added with it. */
    public int start(int index) {
        return starts[index];
    }

    /** Returns where a token ends in the text that was added with it. */
    public int end(int index) {
        return ends[index];
    }

    /** Adds a token that was hashed elsewhere. */
    public void addHash(long hash) {
        push(hash, 0, 0);
    }

    /** Adds the tokens of a text. */
    public void add(String text) {
        int length = text.length();
        chars = load(text, chars);
        scan(length);
    }

    /** Returns the text as far as reading it in the slow way changes it: NFKC, without case. */
    public static String fold(String text) {
        return Normalizer.normalize(
                CharTable.fold(Normalizer.normalize(text, Normalizer.Form.NFKC)), Normalizer.Form.NFKC);
    }

    /** Returns the hash of a text that is one word. */
    static long hashOf(String word) {
        long hash = Hashing.SEED;
        for (int i = 0; i < word.length(); i++) {
            hash = Hashing.step(hash, word.charAt(i));
        }
        return Hashing.mix(hash);
    }

    private static char[] load(String text, char[] buffer) {
        int length = text.length();
        char[] loaded = length > buffer.length ? new char[Integer.highestOneBit(length) << 1] : buffer;
        text.getChars(0, length, loaded, 0);
        return loaded;
    }

    private void scan(int length) {
        char[] text = chars;
        long hash = Hashing.SEED;
        int wordStart = 0;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            char folded = FOLD[c];
            if (folded > CharTable.COMPLEX) {
                if (hash == Hashing.SEED) {
                    wordStart = i;
                }
                hash = Hashing.step(hash, folded);
            } else if (folded == CharTable.SEPARATOR) {
                if (hash != Hashing.SEED) {
                    push(Hashing.mix(hash), wordStart, i);
                    hash = Hashing.SEED;
                }
                if (symbols) {
                    pushSymbol(Symbols.at(text, i, length), i);
                }
            } else if (folded == CharTable.ALONE) {
                if (hash != Hashing.SEED) {
                    push(Hashing.mix(hash), wordStart, i);
                    hash = Hashing.SEED;
                }
                push(single(c), i, i + 1);
            } else if (folded == CharTable.COMPLEX) {
                int from = hash != Hashing.SEED ? wordStart : i;
                hash = Hashing.SEED;
                i = scanSlowly(from, i, length) - 1;
            }
        }
        if (hash != Hashing.SEED) {
            push(Hashing.mix(hash), wordStart, length);
        }
    }

    /** Reads from a word with a complex character up to the next separator; returns where that is. */
    private int scanSlowly(int wordStart, int complexAt, int length) {
        int from = wordStart;
        if (from == complexAt && from > 0 && FOLD[chars[from - 1]] == CharTable.ALONE) {
            // A mark may change the character before it, which was read already.
            from--;
            size--;
        }
        int to = complexAt + 1;
        while (to < length && FOLD[chars[to]] != CharTable.SEPARATOR) {
            to++;
        }
        String folded = fold(new String(chars, from, to - from));
        slow = load(folded, slow);
        scanFolded(slow, folded.length(), from, to);
        return to;
    }

    private void scanFolded(char[] text, int length, int from, int to) {
        long hash = Hashing.SEED;
        int c;
        for (int i = 0; i < length; i += Character.charCount(c)) {
            c = Character.codePointAt(text, i, length);
            if (CharTable.isIgnored(c)) {
                continue;
            }
            boolean alone = CharTable.isAlone(c);
            if (!alone && CharTable.isWordPart(c)) {
                hash = Hashing.step(hash, c < 0x10000 ? CharTable.digit((char) c) : c);
                continue;
            }
            if (hash != Hashing.SEED) {
                push(Hashing.mix(hash), from, to);
                hash = Hashing.SEED;
            }
            if (alone) {
                push(single(c), from, to);
            } else if (symbols) {
                pushSymbol(Symbols.at(text, i, length), from);
            }
        }
        if (hash != Hashing.SEED) {
            push(Hashing.mix(hash), from, to);
        }
    }

    private void pushSymbol(int symbol, int at) {
        if (symbol != Symbols.NONE) {
            push(single(symbol), at, at + 1);
        }
    }

    private static long single(int c) {
        return Hashing.mix(Hashing.step(Hashing.SEED, c));
    }

    private void push(long hash, int start, int end) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        hashes[size] = hash;
        starts[size] = start;
        ends[size++] = end;
    }
}
