package io.augment.internal.expand.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which English verbs can stand for each other before which objects. */
final class VerbTable {
    private static final String RESOURCE = "/io/augment/rules/verbs_en.tsv";

    /** A determiner and up to four words that cannot end the noun phrase. */
    private static final String NOUN_PHRASE = "(?:an?|the|some|one|two|three|four|five|ten|\\d+|your|my)"
            + "(?: (?!(?:about|for|of|to|that|which|with|in|on|from|by|using|and|or|as|based|where|who)\\b)[\\w'’-]+){0,4}? ";

    private record Rule(Pattern start, String verb, List<String> replacements) {}

    private final List<Rule> rules;

    private VerbTable(List<Rule> rules) {
        this.rules = rules;
    }

    static VerbTable load() {
        List<Rule> rules = new ArrayList<>();
        try (InputStream in = VerbTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(VerbTable::rule)
                    .forEach(rules::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new VerbTable(rules);
    }

    private static Rule rule(String line) {
        String[] parts = line.split("\t", 0);
        String object = parts[1];
        String condition = object.startsWith("[")
                ? NOUN_PHRASE + "(?:" + object.substring(1, object.length() - 1) + ")\\b"
                : "(?:" + object + ")";
        return new Rule(
                Pattern.compile("^" + parts[0] + "(?= " + condition + ")"), parts[0], List.of(parts[2].split(";")));
    }

    /** Returns the request with each verb that fits in place of its own; it starts with its verb, in lower case. */
    Set<String> variants(String request) {
        Set<String> variants = new LinkedHashSet<>();
        for (Rule rule : rules) {
            Matcher matcher = rule.start().matcher(request);
            if (matcher.find()) {
                String rest = request.substring(matcher.end());
                rule.replacements().forEach(verb -> variants.add(verb + rest));
            }
        }
        return variants;
    }
}
