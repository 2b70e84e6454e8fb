package io.augment.internal.expand.rules;

import io.augment.internal.check.Imperative;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewords English commands and questions: other verbs, other frames, the same request. */
final class EnglishRephraser implements Rephraser {
    private static final int MAX_FRAMED_WORDS = 30;
    private static final Pattern FRONTED = Pattern.compile(
            "^((?:given|using|based on|in order to|to|from|according to|with|after|for)\\b[^,:;]{3,120}), ((?:please )?[a-z].*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEEDED = Pattern.compile(
            "^(?:you need|you want|i want|i need|something|a thing|an object) .*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECOND_COMMAND = Pattern.compile(
            "(?:,? (?:and|or|then|and then|and also) |[,;] )(?:please |also |then )?(\\p{L}+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOLLOWING = Pattern.compile(
            "\\bthe following (?=[a-z]+\\b(?!ing\\b))(?!\\d|one\\b|two\\b|three\\b|way\\b|ways\\b|format\\b|order\\b)");
    private static final Pattern GIVEN = Pattern.compile("\\bthe given (?=[a-z])(?!number\\b|name\\b|time\\b)");
    private static final Pattern INDEFINITE = Pattern.compile(
            "^(?:write|create|generate|make|compose|draft|design|give me|provide|give|come up with|suggest|recommend|produce|prepare|put together|craft|develop)"
                    + " ((?:an?|some|one|two|three|four|five|ten|\\d+) .*)$");
    private static final Pattern SELF_HELP = Pattern.compile(
            "^(?:write|create|make|compose|draft|design|come up with|plan|prepare|brainstorm|develop|craft|solve|find|calculate|work out|summarize|rewrite|translate|rephrase|understand)\\b.*");
    private static final Pattern MENTIONS_ME = Pattern.compile("\\b(?:me|i)\\b", Pattern.CASE_INSENSITIVE);

    private final VerbTable verbs = VerbTable.load();
    private final EnglishQuestions questions = new EnglishQuestions();

    @Override
    public List<String> rephrase(String text, boolean hasInput) {
        EnglishRequest request = EnglishRequest.of(text);
        Set<String> results = new LinkedHashSet<>();
        if (request == null) {
            fronted(text, hasInput, results);
            return List.copyOf(results);
        }
        List<String> sentences = request.kind() == EnglishRequest.Kind.QUESTION
                ? questions.rephrase(
                        request.core(),
                        !request.after().isBlank() || !request.before().isBlank(),
                        hasInput)
                : commands(request, hasInput);
        for (String sentence : sentences) {
            results.add(request.before() + sentence + request.after());
        }
        return List.copyOf(results);
    }

    /** Commands that begin with a circumstance: "Given a list, sort it." */
    private void fronted(String text, boolean hasInput, Set<String> results) {
        String whole = text.strip();
        Matcher end = Pattern.compile("[.:](?=\\s|$)|$").matcher(whole);
        if (!end.find()) {
            return;
        }
        String sentence = whole.substring(0, end.start());
        String mark = end.group().isEmpty() ? "." : end.group();
        String after = whole.substring(end.end());
        Matcher matcher = FRONTED.matcher(sentence);
        if (!matcher.matches() || sentence.contains("\n") || sentence.split(" ").length > MAX_FRAMED_WORDS) {
            return;
        }
        String front = upperFirst(matcher.group(1));
        EnglishRequest request = EnglishRequest.of(matcher.group(2) + mark);
        if (request == null
                || request.kind() != EnglishRequest.Kind.COMMAND
                || !request.after().isBlank()) {
            return;
        }
        String core = request.core();
        for (String command : withVariants(core, hasInput)) {
            if (!command.equals(core)) {
                results.add(front + ", " + command + mark + after);
            }
            results.add(front + ", please " + command + mark + after);
            boolean given = front.matches("Given (?:an?|the|two|some) [^,]*");
            if (given && !MENTIONS_ME.matcher(front).find()) {
                String noun = front.substring("Given ".length());
                results.add("You are given " + noun + ". " + upperFirst(command) + mark + after);
                results.add("You will be given " + noun + ". Your task is to " + command + mark + after);
            }
            boolean movable = front.matches("(?:Using|To|In order to|Based on|According to) .*");
            if (movable
                    && !command.matches(".*\\b(?:it|its|them|they|their|he|she|this|these)\\b.*")
                    && mark.equals(".")
                    && single(command)) {
                results.add(upperFirst(command) + " " + lowerFirst(front) + "." + after);
            }
        }
    }

    private List<String> commands(EnglishRequest request, boolean hasInput) {
        List<String> sentences = new ArrayList<>();
        String mark = String.valueOf(request.mark());
        for (String command : withVariants(request.core(), hasInput)) {
            boolean original = command.equals(request.core());
            if (!original || !request.bare()) {
                sentences.add(upperFirst(command) + mark);
            }
            sentences.add("Please " + command + mark);
            if (command.split(" ").length <= MAX_FRAMED_WORDS && !command.contains(":")) {
                framed(command, mark, request, hasInput, sentences);
            }
        }
        return sentences;
    }

    private void framed(String command, String mark, EnglishRequest request, boolean hasInput, List<String> sentences) {
        boolean asked = command.startsWith("let me know") || command.startsWith("share");
        sentences.add("Could you " + command + "?");
        sentences.add("Can you " + command + "?");
        sentences.add("I would like you to " + command + mark);
        if (hasInput && !asked) {
            sentences.add("Your task is to " + command + mark);
        }
        if (!MENTIONS_ME.matcher(command).find() && SELF_HELP.matcher(command).matches()) {
            sentences.add("Help me " + command + mark);
            sentences.add("Can you help me " + command + "?");
        }
        Matcher needed = INDEFINITE.matcher(command);
        if (command.equals(request.core()) && needed.matches() && single(command) && mark.equals(".")) {
            sentences.add("I need " + needed.group(1) + mark);
            sentences.add("I am looking for " + needed.group(1) + mark);
        }
    }

    /** Returns the command with other verbs, and with "given" for "following" where material follows. */
    private Set<String> withVariants(String core, boolean hasInput) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(core);
        if (verbsAreFree(core)) {
            variants.addAll(verbs.variants(core));
        }
        if (hasInput) {
            for (String variant : List.copyOf(variants)) {
                variants.add(FOLLOWING.matcher(variant).replaceFirst("the given "));
                variants.add(GIVEN.matcher(variant).replaceFirst("the following "));
            }
        }
        return variants;
    }

    /** Returns whether the object belongs to the first verb alone: "write and explain a joke" keeps its verb. */
    private static boolean verbsAreFree(String core) {
        return !core.matches("\\w+ (?:and|or) .*");
    }

    /** Returns whether the sentence asks for one thing: no second command follows. */
    private static boolean single(String command) {
        Matcher matcher = SECOND_COMMAND.matcher(command);
        while (matcher.find()) {
            if (Imperative.startsEnglish(matcher.group(1))) {
                return false;
            }
        }
        return !NEEDED.matcher(command).matches();
    }

    static String upperFirst(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
