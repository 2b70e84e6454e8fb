package io.augment.internal.text;

/** Writes numbers in one way: the words for them as digits, and without separators of thousands. */
final class NumberWords {
    private static final String[] UNITS = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

    private static final int SLOTS = 256;
    private static final long[] WORDS = new long[SLOTS];
    private static final int[] VALUES = new int[SLOTS];

    static {
        for (int i = 0; i < UNITS.length; i++) {
            add(UNITS[i], i);
        }
        for (int i = 0; i < TENS.length; i++) {
            add(TENS[i], 20 + 10 * i);
        }
        add("hundred", 100);
        add("thousand", 1_000);
        add("million", 1_000_000);
    }

    private NumberWords() {}

    private static void add(String word, int value) {
        long hash = TokenBuffer.hashOf(word);
        int at = slot(hash);
        WORDS[at] = hash;
        VALUES[at] = value;
    }

    private static int slot(long hash) {
        int at = (int) hash & (SLOTS - 1);
        while (WORDS[at] != 0 && WORDS[at] != hash) {
            at = (at + 1) & (SLOTS - 1);
        }
        return at;
    }

    /** Returns the value of a number word, or -1. */
    static int value(long wordHash) {
        int at = slot(wordHash);
        return WORDS[at] == 0 ? -1 : VALUES[at];
    }

    /** Returns the hash of a number written in digits. */
    static long hash(long value) {
        return TokenBuffer.hashOf(String.valueOf(value));
    }
}
