package io.augment.internal.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds text that repeats itself without end, as small models do. */
public final class Loops {
    private static final int MAX_UNIT = 60;
    private static final int MIN_REPEATS = 4;
    private static final int MIN_WORD_REPEATS = 8;
    private static final int MIN_LONG_WORD_REPEATS = 6;
    private static final int LONG_WORD = 4;
    private static final int MIN_DISTINCT = 3;
    private static final int MIN_SENTENCE = 8;

    /** No table and no series repeats a number so often in a row. */
    private static final int MANY = 24;

    private Loops() {}

    /** Returns the words that repeat, or null. */
    public static @Nullable String find(String text) {
        String prose = Prose.withoutCodeBlocks(text);
        String sentence = repeatedSentence(prose);
        return sentence != null ? sentence : repeatedRun(Prose.words(prose));
    }

    /** Returns a sentence that stands at least three times and makes up most of the text. */
    private static @Nullable String repeatedSentence(String text) {
        List<String> sentences = Prose.sentences(text);
        Map<String, Integer> counts = new HashMap<>();
        int all = 0;
        for (String sentence : sentences) {
            all += sentence.length();
            int count = counts.merge(sentence, 1, Integer::sum);
            if (sentence.length() >= MIN_SENTENCE && count >= MIN_REPEATS - 1 && follows(sentences, sentence)) {
                return sentence;
            }
        }
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            int length = entry.getKey().length();
            if (entry.getValue() >= MIN_REPEATS && length >= MIN_SENTENCE && 2 * entry.getValue() * length > all) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Returns whether the sentence stands three times in a row. */
    private static boolean follows(List<String> sentences, String sentence) {
        int run = 0;
        for (String other : sentences) {
            run = other.equals(sentence) ? run + 1 : 0;
            if (run >= MIN_REPEATS - 1) {
                return true;
            }
        }
        return false;
    }

    /** Returns a run of words that follows itself at least four times; a single word, eight times. */
    private static @Nullable String repeatedRun(List<String> words) {
        for (int unit = 1; unit <= Math.min(MAX_UNIT, words.size() / MIN_REPEATS); unit++) {
            int same = 0;
            int wanted = wanted(unit);
            for (int i = unit; i < words.size(); i++) {
                same = words.get(i).equals(words.get(i - unit)) ? same + 1 : 0;
                boolean isLongWord = unit == 1 && words.get(i).length() >= LONG_WORD;
                if (same >= unit * ((isLongWord ? MIN_LONG_WORD_REPEATS : wanted) - 1)) {
                    List<String> run = words.subList(i - unit + 1, i + 1);
                    boolean hasWords =
                            run.stream().anyMatch(word -> word.chars().allMatch(Character::isLetter));
                    if (hasWords || same >= MANY || run.stream().distinct().count() >= MIN_DISTINCT) {
                        return String.join(" ", run);
                    }
                    same = Math.min(same, MANY);
                    if (!hasWords) {
                        continue;
                    }
                    same = 0;
                }
            }
        }
        return null;
    }

    /** Short units, such as "ha ha" or single Chinese characters, repeat more often in good text. */
    private static int wanted(int unit) {
        if (unit == 1) {
            return MIN_WORD_REPEATS;
        }
        return unit <= 3 ? MIN_REPEATS + 2 : MIN_REPEATS;
    }
}
