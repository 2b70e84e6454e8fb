package io.augment.internal.filter;

import java.util.Arrays;

/** Says how much of each benchmark text must be found for a coverage. Immutable. */
final class CoverageNeeds {
    /** A text of fewer words than this is found as a whole only. */
    private static final float SHORT = 8;

    /** A text that says this much is found by the coverage that was asked for; one that says less needs more. */
    private static final float MUCH = 5;

    /** A text that says no more than this is found as a whole only, if in pieces. */
    private static final float LITTLE = 1;

    /** The share of a text's words, in order and with little between them, that is nearly the whole of it... */
    private static final float SAME = 0.8f;

    /** ...but of so few words only one may be another, and of each more this much more. */
    private static final float FEWEST_SAME = 12;

    private static final float MORE_CHANGED = 0.3f;

    private static final float LEAST_NEEDED = 0.15f;

    private final BenchmarkTokens texts;
    private final float coverage;

    CoverageNeeds(BenchmarkTokens texts, float coverage) {
        this.texts = texts;
        this.coverage = coverage;
    }

    /** Returns the share of a long text's weight that must be found. */
    float coverage() {
        return coverage;
    }

    /**
     * Returns the share of a text's weight that must be found; above 1 for texts that are found as a whole only.
     *
     * @param total the weight of what is looked for: all of the text, or the question without its choices
     */
    float required(int text, float total) {
        if (texts.units(text) < SHORT) {
            return 2;
        }
        float missing = Math.max(0, (MUCH - total) / (MUCH - LITTLE));
        return Math.min(1, coverage + (1 - coverage) * missing);
    }

    /** Returns the share of so many words that is nearly all of them; above 1 for so few that any of them may count. */
    float same(float units) {
        return units < FEWEST_SAME ? 2 : Math.max(SAME, 1 - (1 + MORE_CHANGED * (units - FEWEST_SAME)) / units);
    }

    /**
     * Returns which share of a text's weight a record has at least, in rare words, that holds it.
     *
     * @param mostTexts words that more texts have are not rare
     * @param rest the share of all other words
     * @param questionRest the share of those in the question without its choices
     */
    float rareShare(int text, int mostTexts, float rest, float questionRest) {
        float question = texts.questionTotal(text);
        float share = question / Math.max(texts.total(text), Float.MIN_NORMAL);
        float whole = Math.max(LEAST_NEEDED, required(text, texts.total(text)) - rest);
        float alone = Math.max(LEAST_NEEDED * share, required(text, question) * share - questionRest);
        return Math.min(Math.min(whole, alone), Math.max(LEAST_NEEDED, rareShareOfSame(text, mostTexts, rest)));
    }

    private float rareShareOfSame(int text, int mostTexts, float rest) {
        float changedInAll = (1 - same(texts.allUnits(text))) * texts.allLength(text);
        float changedInText = (1 - same(texts.units(text))) * texts.length(text);
        int changed = (int) Math.max(changedInAll, changedInText);
        if (changed <= 0) {
            return 2;
        }
        float[] rare = new float[texts.length(text)];
        int count = 0;
        for (int i = texts.start(text); i < texts.start(text) + rare.length; i++) {
            if (texts.frequency(texts.tokens()[i]) <= mostTexts) {
                rare[count++] = texts.weights()[i] / Math.max(texts.total(text), Float.MIN_NORMAL);
            }
        }
        Arrays.sort(rare, 0, count);
        float left = 0;
        for (int i = 0; i < count - changed; i++) {
            left += rare[i];
        }
        // With choices the weight of the question alone may be less.
        return texts.allLength(text) > texts.length(text) ? left : Math.max(left, coverage - rest);
    }
}
