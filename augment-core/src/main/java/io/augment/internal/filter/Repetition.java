package io.augment.internal.filter;

import io.augment.internal.check.Loops;
import io.augment.internal.check.Prose;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much a text repeats itself: loops, equal lines, and the most frequent run of words. The ratios are those of
 * Gopher (Rae et al., 2021, table A1), eased for answers that are lists or code.
 */
public final class Repetition {
    private static final int LEAST_LINES = 8;
    private static final int LEAST_LINE = 12;
    private static final double MOST_EQUAL_LINES = 0.4;
    private static final int LEAST_WORDS = 60;
    private static final int RUN = 4;
    /** Four Chinese characters are a name. */
    private static final int RUN_OF_CHARACTERS = 8;

    private static final int LEAST_OFTEN = 4;
    private static final double MOST_OF_ONE_RUN = 0.2;

    private Repetition() {}

    /** Returns what repeats, or null. */
    public static @Nullable String find(String text) {
        String loop = Loops.find(text);
        if (loop != null) {
            return "a loop of \"" + cut(loop) + "\"";
        }
        String prose = Prose.withoutCodeBlocks(text);
        String lines = equalLines(prose);
        return lines != null ? lines : oneRun(Prose.words(prose));
    }

    private static @Nullable String equalLines(String text) {
        Set<String> seen = new HashSet<>();
        int all = 0;
        int equal = 0;
        for (String line : text.split("\\R", 0)) {
            String stripped = line.strip();
            if (stripped.length() >= LEAST_LINE) {
                all++;
                equal += seen.add(stripped) ? 0 : 1;
            }
        }
        boolean repeats = all >= LEAST_LINES && equal > MOST_EQUAL_LINES * all;
        return repeats ? String.format(Locale.ROOT, "%d of %d lines equal earlier ones", equal, all) : null;
    }

    private static @Nullable String oneRun(List<String> words) {
        if (words.size() < LEAST_WORDS) {
            return null;
        }
        long characters = words.stream().filter(word -> word.length() == 1).count();
        int width = 2 * characters > words.size() ? RUN_OF_CHARACTERS : RUN;
        Map<List<String>, Integer> counts = new HashMap<>();
        List<String> most = List.of();
        int often = 0;
        for (int i = 0; i + width <= words.size(); i++) {
            List<String> run = words.subList(i, i + width);
            int count = counts.merge(run, 1, Integer::sum);
            if (count > often) {
                often = count;
                most = run;
            }
        }
        boolean repeats = width * often > MOST_OF_ONE_RUN * words.size() && often >= LEAST_OFTEN;
        return repeats
                ? String.format(
                        Locale.ROOT, "\"%s\" stands %d times in %d words", String.join(" ", most), often, words.size())
                : null;
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
