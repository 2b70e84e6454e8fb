package io.augment.internal.filter;

/** Decides whether a record holds most of a benchmark text. Used by one thread. */
final class CoverageCheck {
    /** How much must be found, in words that no other text has. */
    private static final float EVIDENCE = 1.5f;

    /** The share of words in pieces that is as good as the whole, however little it says. */
    private static final float ALL_PIECES = 0.98f;

    /** The share of words close to each other that is enough where the whole says little. */
    private static final float NEARLY_ALL = 0.8f;

    /** All words in order are as good as the whole, however little they say, where at most one stands between each... */
    private static final float EVERY_SECOND = 0.5f;

    /** ...or two, in texts of some length: a short list is part of many a longer one. */
    private static final float EVERY_THIRD = 0.32f;

    private static final float FEW_WORDS = 16;

    /** How much less the share of words may be than the share of their weight. */
    private static final float WORDS_BELOW = 0.15f;

    private static final float ROUNDING = 1e-3f;

    private final BenchmarkTokens texts;
    private final CoverageNeeds needs;
    private final Alignment alignment;

    CoverageCheck(BenchmarkTokens texts, CoverageNeeds needs) {
        this.texts = texts;
        this.needs = needs;
        alignment = new Alignment(texts);
    }

    /** Returns how much of the text that was found last, and where. */
    Alignment alignment() {
        return alignment;
    }

    /** Returns whether the record holds most of the text, with its choices or without. */
    boolean finds(RecordWords record, int text) {
        int length = texts.length(text);
        int question = texts.questionLength(text);
        return finds(record, text, length, texts.total(text))
                || (question < length && finds(record, text, question, texts.questionTotal(text)))
                || (texts.allLength(text) > length && isSameWithChoices(record, text));
    }

    private boolean finds(RecordWords record, int text, int length, float total) {
        float required = needs.required(text, total);
        // All that follows needs so many of the words, which is soon told.
        if (wordsOf(record, text, length) < Math.min(required - WORDS_BELOW, NEARLY_ALL) * length) {
            return false;
        }
        alignment.measure(record.tokens(), record.count(), text, length, total);
        boolean saysEnough = alignment.wordShare() >= required - WORDS_BELOW && alignment.evidence() >= EVIDENCE;
        boolean isNearlyAll = alignment.wordShare() >= NEARLY_ALL && alignment.density() >= NEARLY_ALL;
        return (alignment.score() >= required && (saysEnough || isNearlyAll))
                || alignment.pieceShare() >= ALL_PIECES
                || alignment.completeness() >= (texts.units(text) < FEW_WORDS ? EVERY_SECOND : EVERY_THIRD)
                || isSame(record, text, length, texts.units(text));
    }

    /** Says whether a question that says little by itself is there with most of its choices. */
    private boolean isSameWithChoices(RecordWords record, int text) {
        int length = texts.allLength(text);
        float units = texts.allUnits(text);
        if (wordsOf(record, text, length) < (needs.same(units) - ROUNDING) * length) {
            return false;
        }
        alignment.measure(record.tokens(), record.count(), text, length, texts.allTotal(text));
        return isSame(record, text, length, units);
    }

    /** Says whether what was measured is nearly the text as it stands: a few words of many are others. */
    private boolean isSame(RecordWords record, int text, int length, float units) {
        return alignment.sameness() >= needs.same(units) - ROUNDING
                && alignment.score() >= needs.coverage()
                && hasNumbers(record, text, length);
    }

    private int wordsOf(RecordWords record, int text, int length) {
        int has = 0;
        for (int i = texts.start(text); i < texts.start(text) + length; i++) {
            has += record.has(texts.tokens()[i]) ? 1 : 0;
        }
        return has;
    }

    private boolean hasNumbers(RecordWords record, int text, int length) {
        for (int i = texts.start(text); i < texts.start(text) + length; i++) {
            if (texts.isDecisive(text, i) && !record.has(texts.tokens()[i])) {
                return false;
            }
        }
        return true;
    }
}
