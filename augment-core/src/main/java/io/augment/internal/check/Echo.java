package io.augment.internal.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recognizes a text that only repeats another one: equal but for case, punctuation, spacing and filler words. */
public final class Echo {
    private static final Set<String> FILLERS =
            Set.of("please", "kindly", "the", "a", "an", "请", "您", "你", "一", "下", "吧", "的");
    private static final int WORDS_PER_TYPO = 12;
    private static final int MIN_TYPO_LENGTH = 5;

    private Echo() {}

    /** Returns whether the candidate says the same words as the original; two empty texts do not. */
    public static boolean of(String candidate, String original) {
        List<String> left = content(candidate);
        List<String> right = content(original);
        if (left.isEmpty()) {
            return false;
        }
        if (left.equals(right)) {
            return true;
        }
        return left.size() == right.size() && differByTypos(left, right);
    }

    private static boolean differByTypos(List<String> left, List<String> right) {
        int typos = 0;
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equals(right.get(i))) {
                typos++;
                if (!isTypo(left.get(i), right.get(i))) {
                    return false;
                }
            }
        }
        return typos * WORDS_PER_TYPO <= left.size();
    }

    private static boolean isTypo(String left, String right) {
        if (Math.min(left.length(), right.length()) < MIN_TYPO_LENGTH
                || left.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        int prefix = 0;
        int shorter = Math.min(left.length(), right.length());
        while (prefix < shorter && left.charAt(prefix) == right.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && left.charAt(left.length() - 1 - suffix) == right.charAt(right.length() - 1 - suffix)) {
            suffix++;
        }
        return Math.max(left.length(), right.length()) - prefix - suffix <= 1;
    }

    private static List<String> content(String text) {
        List<String> words = Prose.words(Normalizer.normalize(text, Normalizer.Form.NFKC));
        List<String> content = new ArrayList<>(words);
        content.removeIf(FILLERS::contains);
        return content.isEmpty() ? words : content;
    }
}
