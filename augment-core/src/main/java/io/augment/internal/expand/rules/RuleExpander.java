package io.augment.internal.expand.rules;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.expand.InstructionExpander;
import io.augment.internal.check.Echo;
import io.augment.internal.check.Language;
import io.augment.internal.check.Literals;
import io.augment.internal.check.Prose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Rewords an instruction by rules so that its own response stays right: the children keep input and response.
 *
 * <p>Code, quoted text, numbers and all other literals stay as they are. Where no safe wording is known, there are fewer
 * children than wanted, or none.
 */
public final class RuleExpander implements InstructionExpander {
    private static final int MAX_LENGTH = 1_200;
    private static final double CHANCE = 0.6;

    /** What must never stand in a child, whatever rule made it. */
    private static final Pattern CLUMSY = Pattern.compile(
            "(?i)\\bplease (?:please|kindly|can|could|would|what|how|why|is|are|do you|i)\\b|\\byou (?:please|i|we|what|is|are you)\\b"
                    + "|\\b(the|a|an|to|of|me|please|you|please)\\s+\\1\\b|\\?\\?|\\.\\.(?!\\.)|[.?!:] ?[.?:]$|\\? ?\\.|请请|请问请|帮我帮|帮我给我|我想请你请|请麻烦|[。？！：][。？！]|吗吗|一下一下|吗。$|以以下|所所|你您|您你");

    private final Rephraser english = new EnglishRephraser();
    private final Rephraser chinese = new ChineseRephraser();
    private final Framing framing = new Framing();

    @Override
    public List<Instruction> expand(Instruction seed, StageContext context) {
        String text = seed.text().strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return List.of();
        }
        List<Instruction> children = new ArrayList<>();
        for (String wording : choose(text, candidates(seed, text), context)) {
            children.add(seed.toBuilder().text(wording).build());
        }
        return children;
    }

    /** Returns all safe wordings of the seed. */
    List<String> candidates(Instruction seed, String text) {
        String language = Language.detect(text);
        boolean isChinese = language == null ? Prose.isChinese(text) : language.equals("zh");
        if (language != null && !isChinese && !language.equals("en")) {
            return List.of();
        }
        List<String> reworded =
                (isChinese ? chinese : english).rephrase(text, !seed.input().isBlank());
        List<String> safe = safe(text, reworded);
        return safe.isEmpty() ? safe(text, framing.frame(seed, text, isChinese)) : safe;
    }

    private static List<String> safe(String text, List<String> candidates) {
        return candidates.stream().filter(candidate -> isSafe(text, candidate)).toList();
    }

    private static boolean isSafe(String text, String candidate) {
        return (!CLUMSY.matcher(candidate).find() || CLUMSY.matcher(text).find())
                && !Echo.of(candidate, text)
                && !Language.drifted(text, candidate)
                && Literals.missing(text, candidate).isEmpty()
                && Literals.missing(candidate, text).isEmpty();
    }

    /** Picks wordings that differ most from the seed and from each other, with some chance. */
    private static List<String> choose(String text, List<String> candidates, StageContext context) {
        RandomGenerator random = context.random();
        List<String> open = new ArrayList<>(candidates);
        List<String> chosen = new ArrayList<>();
        List<String> taken = new ArrayList<>(List.of(text));
        while (chosen.size() < context.wanted() && !open.isEmpty()) {
            String best = open.get(0);
            double highest = -1;
            for (String candidate : open) {
                double score = distance(candidate, taken) + CHANCE * random.nextDouble();
                if (score > highest) {
                    highest = score;
                    best = candidate;
                }
            }
            String next = best;
            chosen.add(next);
            taken.add(next);
            open.removeIf(candidate -> candidate.equals(next)
                    || Echo.of(candidate, next)
                    || opening(candidate).equals(opening(next)));
        }
        return chosen;
    }

    /** Returns the first words, which no two children of a seed share. */
    private static String opening(String text) {
        List<String> words = Prose.words(text);
        return String.join(" ", words.subList(0, Math.min(2, words.size())));
    }

    private static double distance(String candidate, List<String> others) {
        Set<String> grams = grams(candidate);
        double nearest = 1;
        for (String other : others) {
            Set<String> shared = new HashSet<>(grams);
            Set<String> otherGrams = grams(other);
            shared.retainAll(otherGrams);
            double union = grams.size() + (double) otherGrams.size() - shared.size();
            nearest = Math.min(nearest, union == 0 ? 0 : 1 - shared.size() / union);
        }
        return nearest;
    }

    private static Set<String> grams(String text) {
        List<String> words = Prose.words(text);
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            grams.add(words.get(i) + " " + words.get(i + 1));
        }
        return grams;
    }

    @Override
    public String name() {
        return "rules";
    }
}
