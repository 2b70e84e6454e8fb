package io.augment.local.internal.token;

import org.jspecify.annotations.Nullable;

/**
 * Cuts text into the pieces within which tokens are merged, as the split expression of the model's family does.
 *
 * <p>The expressions are those of GPT-2 ({@code encoder.py}), Llama 3 ({@code tokenizer.model} of meta-llama/llama3) and
 * Qwen2 ({@code tokenizer.json} of Qwen/Qwen2-7B), walked by hand: a regular expression of Java's would take several times
 * as long.
 */
public enum PreTokenizer {
    /** Words with a blank in front, numbers with a blank in front, other characters with a blank in front. */
    GPT2(0),
    /** Words with any one character in front, numbers of up to three digits. */
    LLAMA3(3),
    /** Words with any one character in front, numbers of one digit. */
    QWEN2(1);

    private final int digits;

    PreTokenizer(int digits) {
        this.digits = digits;
    }

    /** Returns the pre-tokenizer that a file names in {@code tokenizer.ggml.pre}, or null if it is unknown here. */
    static @Nullable PreTokenizer named(String name) {
        return switch (name) {
            case "gpt-2", "gpt2" -> GPT2;
            case "llama-bpe", "llama3", "llama-v3" -> LLAMA3;
            case "qwen2" -> QWEN2;
            default -> null;
        };
    }

    /** Returns whether a piece that is an entry is taken whole, whatever the merges say. */
    boolean takesWholePieces() {
        return this == LLAMA3;
    }

    /** Returns where the piece that begins at {@code from} ends; {@code to} is the end of the text. */
    int end(String text, int from, int to) {
        int first = codePointAt(text, from, to);
        if (first == '\'') {
            int contraction = contraction(text, from + 1, to);
            if (contraction > 0) {
                return from + 1 + contraction;
            }
        }
        return digits == 0 ? endOfGpt2(text, from, to, first) : endOfLlama(text, from, to, first);
    }

    private static int endOfGpt2(String text, int from, int to, int first) {
        // A blank belongs to what follows, unless that is white space.
        int start = first == ' ' && from + 1 < to ? from + 1 : from;
        int kind = CharacterClasses.of(codePointAt(text, start, to));
        if (kind != CharacterClasses.SPACE) {
            return endOfRun(text, start, to, kind, Integer.MAX_VALUE);
        }
        return endOfSpace(text, from, to);
    }

    private int endOfLlama(String text, int from, int to, int first) {
        int kind = CharacterClasses.of(first);
        int second = from + Character.charCount(first);
        int kindOfSecond = second < to ? CharacterClasses.of(codePointAt(text, second, to)) : -1;
        if (kind == CharacterClasses.LETTER) {
            return endOfRun(text, from, to, CharacterClasses.LETTER, Integer.MAX_VALUE);
        }
        if (kindOfSecond == CharacterClasses.LETTER
                && kind != CharacterClasses.NUMBER
                && first != '\r'
                && first != '\n') {
            return endOfRun(text, second, to, CharacterClasses.LETTER, Integer.MAX_VALUE);
        }
        if (kind == CharacterClasses.NUMBER) {
            return endOfRun(text, from, to, CharacterClasses.NUMBER, digits);
        }
        if (kind == CharacterClasses.OTHER || (first == ' ' && kindOfSecond == CharacterClasses.OTHER)) {
            int start = kind == CharacterClasses.OTHER ? from : second;
            int end = endOfRun(text, start, to, CharacterClasses.OTHER, Integer.MAX_VALUE);
            while (end < to && isLineEnd(text.charAt(end))) {
                end++;
            }
            return end;
        }
        int end = endOfRun(text, from, to, CharacterClasses.SPACE, Integer.MAX_VALUE);
        for (int i = end - 1; i >= from; i--) {
            if (isLineEnd(text.charAt(i))) {
                return i + 1;
            }
        }
        return endOfSpace(text, from, to);
    }

    /** White space up to the end of the text, or all but the last of it, which belongs to what follows. */
    private static int endOfSpace(String text, int from, int to) {
        int end = endOfRun(text, from, to, CharacterClasses.SPACE, Integer.MAX_VALUE);
        return end == to || end == from + 1 ? end : end - 1;
    }

    private static int endOfRun(String text, int from, int to, int kind, int atMost) {
        int at = from;
        for (int n = 0; n < atMost && at < to; n++) {
            int codePoint = codePointAt(text, at, to);
            if (CharacterClasses.of(codePoint) != kind) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** Length of the contraction behind an apostrophe, or 0. */
    private int contraction(String text, int at, int to) {
        if (at >= to) {
            return 0;
        }
        int first = letter(text.charAt(at));
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return 1;
        }
        int second = at + 1 < to ? letter(text.charAt(at + 1)) : 0;
        boolean known =
                (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
        return known ? 2 : 0;
    }

    private int letter(char c) {
        return this != GPT2 && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }

    /** Pieces never end within a surrogate pair, but the text may hold half of one. */
    private static int codePointAt(String text, int at, int to) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c) && at + 1 < to) {
            return text.codePointAt(at);
        }
        return c;
    }
}
