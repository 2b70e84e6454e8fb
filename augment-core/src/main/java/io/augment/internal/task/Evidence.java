package io.augment.internal.task;

import io.augment.internal.check.Prose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the terms and patterns that speak for each task type, and weighs a text by them. */
final class Evidence {
    private static final String RESOURCE = "/io/augment/task/evidence.tsv";
    private static final int MAX_WORDS = 4;

    /** Terms marked ^ count within this many words, or Chinese characters, from the start. */
    private static final int OPENING = 8;

    /** Reading further changes nothing: what is asked stands at the beginning or the end. */
    private static final int MAX_LENGTH = 2_000;

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{3}");

    private record Vote(String task, double weight, boolean opening) {}

    /** A pattern, and whether it fits only texts with Chinese characters, or with digits, so that others are spared. */
    private record Shape(String task, double weight, Pattern pattern, boolean han, boolean digits) {}

    private final Map<String, List<Vote>> terms = new HashMap<>();
    private final List<Shape> shapes = new ArrayList<>();

    /** The first two characters of Chinese terms, and the length of the longest term that begins so. */
    private final Map<Integer, Integer> hanTerms = new HashMap<>();

    private Evidence() {}

    static Evidence load() {
        Evidence evidence = new Evidence();
        try (InputStream in = Evidence.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(evidence::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evidence;
    }

    private void add(String line) {
        String[] parts = line.split("\t", 3);
        double weight = Double.parseDouble(parts[1]);
        if (parts[2].startsWith("/")) {
            String pattern = parts[2].substring(1, parts[2].length() - 1);
            shapes.add(new Shape(
                    parts[0],
                    weight,
                    Pattern.compile(pattern),
                    Prose.hasHan(pattern) && !WORD.matcher(pattern).find(),
                    // With alternatives, not all of them need a digit.
                    pattern.contains("\\d") && !pattern.contains("|")));
            return;
        }
        for (String term : parts[2].split(";", 0)) {
            boolean opening = term.startsWith("^");
            String text = opening ? term.substring(1) : term;
            boolean han = Prose.hasHan(text);
            if (han && text.length() > 1) {
                hanTerms.merge(beginning(text, 0), text.length(), Math::max);
            }
            String key = han ? text : String.join(" ", tokens(text));
            terms.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Vote(parts[0], weight, opening));
        }
    }

    /** Returns the weight of the evidence for each task type that has any. */
    Map<String, Double> weigh(String text) {
        String bounded = text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH / 2) + "\n" + text.substring(text.length() - MAX_LENGTH / 2);
        Map<String, Double> scores = new HashMap<>();
        Set<Vote> counted = new HashSet<>();
        List<String> words = tokens(bounded);
        for (int i = 0; i < words.size(); i++) {
            StringBuilder phrase = new StringBuilder();
            for (int n = 0; n < MAX_WORDS && i + n < words.size(); n++) {
                if (n > 0) {
                    phrase.append(' ');
                }
                phrase.append(words.get(i + n));
                count(phrase.toString(), i, scores, counted);
            }
        }
        String lower = bounded.toLowerCase(Locale.ROOT).replace(" ", "");
        boolean han = Prose.hasHan(lower);
        if (han) {
            for (int i = 0; i + 1 < lower.length(); i++) {
                int longest = hanTerms.getOrDefault(beginning(lower, i), 0);
                for (int n = 2; n <= longest && i + n <= lower.length(); n++) {
                    count(lower.substring(i, i + n), i, scores, counted);
                }
            }
        }
        boolean digits = bounded.chars().anyMatch(Character::isDigit);
        for (Shape shape : shapes) {
            boolean possible = (han || !shape.han()) && (digits || !shape.digits());
            if (possible && shape.pattern().matcher(bounded).find()) {
                scores.merge(shape.task(), shape.weight(), Double::sum);
            }
        }
        return scores;
    }

    private static int beginning(String text, int at) {
        return text.charAt(at) << 16 | text.charAt(at + 1);
    }

    private void count(String key, int position, Map<String, Double> scores, Set<Vote> counted) {
        List<Vote> votes = terms.get(key);
        if (votes == null) {
            return;
        }
        for (Vote vote : votes) {
            // The second and third term of the same kind add less than the first.
            if (!vote.opening() || position < OPENING) {
                double worth = counted.add(vote) ? vote.weight() : vote.weight() / 3;
                scores.merge(vote.task(), worth, Double::sum);
            }
        }
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            boolean inside = (Character.isLetterOrDigit(c) && !Character.isIdeographic(c))
                    || c == '+'
                    || (c == '-' && word.length() > 0);
            if (inside) {
                word.append(c);
            } else if (word.length() > 0) {
                tokens.add(word.toString());
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            tokens.add(word.toString());
        }
        return tokens;
    }
}
