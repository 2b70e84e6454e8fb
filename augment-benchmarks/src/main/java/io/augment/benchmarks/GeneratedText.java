package io.augment.benchmarks;

import io.augment.Instruction;
import java.util.SplittableRandom;

/** Makes texts of 58 words, as Alpaca's records have on average, of which one in twenty repeats an earlier one with a change. */
final class GeneratedText {
    static final int WORDS = 58;

    private static final int WORDS_BEFORE_RESPONSE = 18;

    private static final int VOCABULARY = 20_000;
    private static final int COPIES = 20;
    private static final int NEIGHBORHOOD = 50_000;
    private static final String[] SPELLED = spelled();

    private GeneratedText() {}

    private static String[] spelled() {
        SplittableRandom random = new SplittableRandom(1);
        String[] words = new String[VOCABULARY];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            int letters = 2 + random.nextInt(8);
            for (int k = 0; k < letters; k++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }

    /** Returns the words of a record, by their numbers. */
    static int[] numbers(long record) {
        SplittableRandom random = new SplittableRandom(mixed(2 * record));
        if (record > 0 && random.nextInt(COPIES) == 0) {
            long original = Math.max(0, record - 1 - random.nextLong(Math.min(record, NEIGHBORHOOD)));
            int[] words = fresh(new SplittableRandom(mixed(2 * original + 1)));
            words[random.nextInt(WORDS)] = random.nextInt(VOCABULARY);
            return words;
        }
        return fresh(new SplittableRandom(mixed(2 * record + 1)));
    }

    /** Spreads seeds: of neighboring ones, the generator would give one sequence, shifted by a word (Stafford, 2011). */
    private static long mixed(long seed) {
        long mixed = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static int[] fresh(SplittableRandom random) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            double share = random.nextDouble();
            words[i] = (int) (VOCABULARY * share * share);
        }
        return words;
    }

    /** Returns a record's text. */
    static String text(long record) {
        return text(numbers(record), 0, WORDS);
    }

    private static String text(int[] numbers, int from, int to) {
        StringBuilder text = new StringBuilder((to - from) * 7);
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : " ").append(SPELLED[numbers[i]]);
        }
        return text.append('.').toString();
    }

    /** Returns a record. */
    static Instruction instruction(long record) {
        return Instruction.builder(text(record)).id("r" + record).build();
    }

    /** Returns a record whose last words are its response. */
    static Instruction pair(long record) {
        int[] numbers = numbers(record);
        return Instruction.builder(text(numbers, 0, WORDS_BEFORE_RESPONSE))
                .id("r" + record)
                .response(text(numbers, WORDS_BEFORE_RESPONSE, WORDS))
                .build();
    }
}
