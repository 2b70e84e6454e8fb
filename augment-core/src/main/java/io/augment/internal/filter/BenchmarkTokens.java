package io.augment.internal.filter;

import io.augment.internal.text.ContentTokens;
import io.augment.internal.text.Hashing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds the tokens of all benchmark texts and how much each says: little where the word is common in the benchmarks, or
 * where the phrase around it is boilerplate of its own benchmark.
 *
 * <p>Takes about ten bytes per token. Immutable once built.
 */
final class BenchmarkTokens {
    /** Where a question has fewer words or says less than this, the choices belong to it. */
    private static final double SHORT_QUESTION = 8;

    private static final double EMPTY_QUESTION = 0.25;

    /** In a question of fewer words than this, another number makes another question. */
    private static final float FEW_WORDS = 24;

    private static final float NUMBER = 0.8f;

    private final List<BenchmarkText> texts;
    private final BitSet numbers = new BitSet();
    private final Vocabulary vocabulary = new Vocabulary();
    private final int[] starts;
    private final int[] coreLengths;
    private final int[] questionLengths;
    private final float[] units;
    private final float[] allUnits;
    private final float[] totals;
    private final float[] allTotals;
    private final float[] questionTotals;
    private int[] tokens = new int[1 << 10];
    private float[] weights = new float[0];
    private float[] phrases = new float[0];
    private int[] frequencies = new int[0];
    private int size;

    BenchmarkTokens(List<BenchmarkText> texts) {
        this.texts = List.copyOf(texts);
        starts = new int[texts.size() + 1];
        coreLengths = new int[texts.size()];
        questionLengths = new int[texts.size()];
        units = new float[texts.size()];
        allUnits = new float[texts.size()];
        totals = new float[texts.size()];
        allTotals = new float[texts.size()];
        questionTotals = new float[texts.size()];
        readTexts();
        countWords();
        weigh();
    }

    private void readTexts() {
        ContentTokens reader = new ContentTokens();
        for (int text = 0; text < texts.size(); text++) {
            starts[text] = size;
            reader.clear();
            String core = texts.get(text).text();
            reader.add(core);
            units[text] = reader.units();
            coreLengths[text] = reader.size();
            reader.add(texts.get(text).choices());
            allUnits[text] = reader.units();
            reserve(size + reader.size());
            for (int i = 0; i < reader.size(); i++) {
                numbers.set(
                        size,
                        reader.isNumber(
                                i,
                                i < coreLengths[text] ? core : texts.get(text).choices()));
                tokens[size++] = vocabulary.number(reader.get(i));
            }
        }
        starts[texts.size()] = size;
        tokens = Arrays.copyOf(tokens, size);
    }

    private void countWords() {
        frequencies = new int[vocabulary.size()];
        int[] last = new int[vocabulary.size()];
        for (int text = 0; text < texts.size(); text++) {
            for (int i = starts[text]; i < starts[text + 1]; i++) {
                if (last[tokens[i]] != text + 1) {
                    last[tokens[i]] = text + 1;
                    frequencies[tokens[i]]++;
                }
            }
        }
    }

    private void weigh() {
        weights = new float[size];
        phrases = new float[size];
        Map<String, PhraseCounts> counts = new HashMap<>();
        for (int text = 0; text < texts.size(); text++) {
            counts.computeIfAbsent(texts.get(text).benchmark(), name -> new PhraseCounts())
                    .count(tokens, starts[text], starts[text + 1]);
        }
        for (int text = 0; text < texts.size(); text++) {
            PhraseCounts phraseCounts =
                    Objects.requireNonNull(counts.get(texts.get(text).benchmark()));
            int end = starts[text + 1];
            double said = 0;
            for (int i = starts[text]; i < end; i++) {
                phrases[i] = phraseCounts.distinctness(tokens, starts[text], end, i);
                weights[i] = phrases[i] * rarity(frequencies[tokens[i]], texts.size());
                if (numbers.get(i) && units[text] < FEW_WORDS) {
                    weights[i] = Math.max(weights[i], NUMBER);
                }
                said += i < starts[text] + coreLengths[text] ? phrases[i] : 0;
                allTotals[text] += weights[i];
            }
            joinChoices(text, end, said);
            for (int i = 0; i < coreLengths[text]; i++) {
                totals[text] += weights[starts[text] + i];
                questionTotals[text] += i < questionLengths[text] ? weights[starts[text] + i] : 0;
            }
        }
    }

    private void joinChoices(int text, int end, double said) {
        boolean isShort = units[text] < SHORT_QUESTION;
        boolean isEmpty = said < EMPTY_QUESTION * coreLengths[text];
        questionLengths[text] = coreLengths[text];
        if ((isShort || isEmpty) && coreLengths[text] < end - starts[text]) {
            coreLengths[text] = end - starts[text];
            if (isShort) {
                units[text] += coreLengths[text] - questionLengths[text];
                questionLengths[text] = coreLengths[text];
            }
        }
    }

    /** Returns how much an element says that so many of all texts have: 1 for one text's own, 0 for what all have. */
    private static float rarity(int having, int all) {
        return (float) (Math.log((all + 1.0) / having) / Math.log(all + 1.0));
    }

    private void reserve(int needed) {
        if (needed > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(needed, 2 * tokens.length));
        }
    }

    int count() {
        return texts.size();
    }

    BenchmarkText text(int text) {
        return texts.get(text);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Returns the tokens of all texts, one text after the other. */
    int[] tokens() {
        return tokens;
    }

    /** Returns how much each token says, 0 to 1. */
    float[] weights() {
        return weights;
    }

    /** Returns how little the phrase around each token is boilerplate, 0 to 1. */
    float[] phrases() {
        return phrases;
    }

    int start(int text) {
        return starts[text];
    }

    /** Returns how many tokens are looked for: those of the question, with the choices where it needs them. */
    int length(int text) {
        return coreLengths[text];
    }

    /** Returns how many of them are the question by itself, where it is long enough to be looked for without its choices. */
    int questionLength(int text) {
        return questionLengths[text];
    }

    /** Returns how many tokens there are of the question and its choices. */
    int allLength(int text) {
        return starts[text + 1] - starts[text];
    }

    /** Returns the length in words; a character of Chinese is less than one. */
    float units(int text) {
        return units[text];
    }

    /** Returns the length in words of the question and its choices. */
    float allUnits(int text) {
        return allUnits[text];
    }

    /** Returns the sum of the weights of the tokens that are looked for. */
    float total(int text) {
        return totals[text];
    }

    /** Returns the sum of the weights of the tokens of the question by itself. */
    float questionTotal(int text) {
        return questionTotals[text];
    }

    /** Returns the sum of the weights of the tokens of the question and its choices. */
    float allTotal(int text) {
        return allTotals[text];
    }

    /** Returns whether a token is a number in a text so short that another number makes another question. */
    boolean isDecisive(int text, int position) {
        return units[text] < FEW_WORDS && numbers.get(position);
    }

    /** Returns how many texts have a token. */
    int frequency(int token) {
        return frequencies[token];
    }

    /** Returns the text to which a position belongs. */
    int textAt(int position) {
        int found = Arrays.binarySearch(starts, position);
        int text = found >= 0 ? found : -found - 2;
        while (starts[text + 1] == position) {
            text++;
        }
        return text;
    }

    /** Counts in how many texts of one benchmark each run of three tokens stands. */
    private static final class PhraseCounts {
        private static final int WIDTH = 3;

        private final Vocabulary numbers = new Vocabulary();
        private int[] having = new int[1 << 8];
        private int[] last = new int[1 << 8];
        private int all;

        void count(int[] tokens, int start, int end) {
            all++;
            for (int i = start; i + WIDTH <= end; i++) {
                int phrase = numbers.number(hash(tokens, i));
                if (phrase >= having.length) {
                    having = Arrays.copyOf(having, 2 * phrase);
                    last = Arrays.copyOf(last, 2 * phrase);
                }
                if (last[phrase] != all) {
                    last[phrase] = all;
                    having[phrase]++;
                }
            }
        }

        float distinctness(int[] tokens, int start, int end, int at) {
            float sum = 0;
            int phrases = 0;
            for (int i = Math.max(start, at - WIDTH + 1); i <= at && i + WIDTH <= end; i++) {
                sum += rarity(having[numbers.find(hash(tokens, i))], all);
                phrases++;
            }
            float mean = phrases == 0 ? 1 : sum / phrases;
            return mean * mean;
        }

        private static long hash(int[] tokens, int from) {
            long hash = Hashing.combine(Hashing.SEED, tokens[from]);
            for (int i = from + 1; i < from + WIDTH; i++) {
                hash = Hashing.combine(hash, tokens[i]);
            }
            return hash;
        }
    }
}
