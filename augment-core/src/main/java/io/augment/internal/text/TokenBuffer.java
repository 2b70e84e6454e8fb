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
    private long[] hashes = new long[1 << 8];
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

    /** Adds a token that was hashed elsewhere. */
    public void addHash(long hash) {
        push(hash);
    }

    /** Adds the tokens of a text. */
    public void add(String text) {
        int before = size;
        int length = load(text);
        if (!scan(length)) {
            size = before;
            scanSlowly(load(fold(text)));
        }
    }

    /** Returns the text as the slow way reads it: NFKC, without case. */
    public static String fold(String text) {
        return Normalizer.normalize(
                CharTable.fold(Normalizer.normalize(text, Normalizer.Form.NFKC)), Normalizer.Form.NFKC);
    }

    private int load(String text) {
        int length = text.length();
        if (length > chars.length) {
            chars = new char[Integer.highestOneBit(length) << 1];
        }
        text.getChars(0, length, chars, 0);
        return length;
    }

    /** Reads text of simple characters; stops and returns false where there is another. */
    private boolean scan(int length) {
        char[] text = chars;
        long hash = Hashing.SEED;
        for (int i = 0; i < length; i++) {
            char c = text[i];
            char folded = FOLD[c];
            if (folded > CharTable.COMPLEX) {
                hash = Hashing.step(hash, folded);
            } else if (folded == CharTable.SEPARATOR) {
                if (hash != Hashing.SEED) {
                    push(Hashing.mix(hash));
                    hash = Hashing.SEED;
                }
                if (symbols) {
                    pushSymbol(Symbols.at(text, i, length));
                }
            } else if (folded == CharTable.ALONE) {
                if (hash != Hashing.SEED) {
                    push(Hashing.mix(hash));
                    hash = Hashing.SEED;
                }
                push(single(c));
            } else if (folded == CharTable.COMPLEX) {
                return false;
            }
        }
        if (hash != Hashing.SEED) {
            push(Hashing.mix(hash));
        }
        return true;
    }

    private void scanSlowly(int length) {
        char[] text = chars;
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
                push(Hashing.mix(hash));
                hash = Hashing.SEED;
            }
            if (alone) {
                push(single(c));
            } else if (symbols) {
                pushSymbol(Symbols.at(text, i, length));
            }
        }
        if (hash != Hashing.SEED) {
            push(Hashing.mix(hash));
        }
    }

    private void pushSymbol(int symbol) {
        if (symbol != Symbols.NONE) {
            push(single(symbol));
        }
    }

    private static long single(int c) {
        return Hashing.mix(Hashing.step(Hashing.SEED, c));
    }

    private void push(long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash;
    }
}
