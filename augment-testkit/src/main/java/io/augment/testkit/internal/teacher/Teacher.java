package io.augment.testkit.internal.teacher;

import io.augment.testkit.internal.server.Hashes;
import io.augment.testkit.internal.server.SchemaAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers prompts by rule: it reads from the property names of the wanted JSON what is asked, and from the fences of the prompt
 * what it is about. Stateless; every answer is a function of its arguments.
 */
public final class Teacher {
    private static final int INSTRUCTIONS = 4;
    private static final int TRIES = 20;
    private static final List<String> DIMENSIONS =
            List.of("informativeness", "helpfulness", "generalization", "correctness");

    private final PromptText prompt;
    private final String about;
    private final Phrases phrases;
    private final SchemaAnswer schema;
    private final long hash;

    private Teacher(PromptText prompt, String about, SchemaAnswer schema, long hash) {
        this.prompt = prompt;
        this.about = about;
        this.phrases = Phrases.inLanguageOf(about);
        this.schema = schema;
        this.hash = hash;
    }

    /**
     * Answers a prompt.
     *
     * @param conversation the contents of all messages
     * @param lastUser the content of the last user message
     * @param schema the JSON schema that the answer must satisfy, if any
     * @param json whether the answer must be a JSON object of any shape
     * @param hash what tells this answer from other answers to the same prompt
     */
    public static String answer(
            String conversation, String lastUser, @Nullable String schema, boolean json, long hash) {
        PromptText prompt = new PromptText(conversation);
        String fenced = prompt.last("instruction", "seed");
        String about = fenced == null ? lastUser : fenced;
        String shape = schema == null && prompt.isFenced() ? described(prompt.frame()) : schema;
        if (shape != null) {
            return new Teacher(prompt, about, SchemaAnswer.of(shape), hash).shaped();
        }
        String plain = PlainAnswer.answer(about, hash);
        return json ? SchemaAnswer.json(Map.of("answer", plain)) : plain;
    }

    /** Finds the shape of the wanted JSON in the words of a prompt that comes without a schema. */
    private static @Nullable String described(String frame) {
        if (frame.contains("{\"instructions\"")) {
            return "{\"properties\":{\"instructions\":{\"type\":\"array\"}}}";
        }
        if (frame.contains("{\"instruction\"")) {
            return "{\"properties\":{\"instruction\":{\"type\":\"string\"}}}";
        }
        if (frame.contains("{\"label\"")) {
            List<String> quoted = new ArrayList<>();
            frame.lines()
                    .filter(line -> line.startsWith("- ") && line.contains(": "))
                    .map(line -> line.substring(2, line.indexOf(": ")))
                    .filter(name -> !name.contains("\""))
                    .forEach(name -> quoted.add("\"" + name + "\""));
            return "{\"properties\":{\"label\":{\"type\":\"string\",\"enum\":[" + String.join(",", quoted)
                    + "]},\"confidence\":{\"type\":\"number\"}}}";
        }
        if (frame.contains("\"scores\":")) {
            StringBuilder scores = new StringBuilder();
            for (String dimension : DIMENSIONS) {
                if (frame.toLowerCase(Locale.ROOT).contains(dimension)) {
                    scores.append(scores.isEmpty() ? "" : ",").append('"').append(dimension);
                    scores.append("\":{\"type\":\"integer\"}");
                }
            }
            return "{\"properties\":{\"reason\":{\"type\":\"string\"},\"scores\":{\"properties\":{" + scores + "}}}}";
        }
        return frame.contains("\"winner\":")
                ? "{\"properties\":{\"reason\":{\"type\":\"string\"},\"winner\":{\"enum\":[\"A\",\"B\",\"tie\"]}}}"
                : null;
    }

    private String shaped() {
        List<String> names = schema.properties();
        if (names.contains("instructions") && schema.is("array", "instructions")) {
            return SchemaAnswer.json(
                    Map.of("instructions", instructions(schema.number("minItems", 0, "instructions"))));
        }
        if (names.contains("pairs") && schema.is("array", "pairs")) {
            return SchemaAnswer.json(Map.of("pairs", pairs()));
        }
        if (names.contains("scores")) {
            return scores(names);
        }
        if (names.contains("winner")) {
            return winner(prompt.last("A"), prompt.last("B"));
        }
        if (names.contains("instruction") && schema.is("string", "instruction")) {
            return schema.answer(hash, (name, seed) -> name.equals("instruction") ? refined() : sentence(seed));
        }
        if (names.contains("label")) {
            return label();
        }
        return schema.answer(hash, (name, seed) -> sentence(seed));
    }

    private String sentence(long seed) {
        return phrases.general(seed).get(0);
    }

    private List<String> instructions(int least) {
        Kind kind = Kind.of(about, prompt.task());
        int wanted = Math.max(least, prompt.count(INSTRUCTIONS));
        List<String> made = new ArrayList<>();
        for (int i = 0; made.size() < wanted && i < wanted + TRIES; i++) {
            String instruction = phrases.instruction(kind, hash, i);
            if (!made.contains(instruction) && !prompt.holds(instruction)) {
                made.add(instruction);
            }
        }
        return made;
    }

    private List<Map<String, String>> pairs() {
        List<Map<String, String>> pairs = new ArrayList<>();
        for (String instruction : instructions(schema.number("minItems", 0, "pairs"))) {
            Map<String, String> pair = new LinkedHashMap<>();
            pair.put("instruction", instruction);
            pair.put("response", PlainAnswer.answer(instruction, hash));
            pairs.add(pair);
        }
        return pairs;
    }

    private String refined() {
        List<String> additions = phrases.refinements(Kind.of(about, prompt.task()));
        int first = (int) Long.remainderUnsigned(hash, additions.size());
        List<String> chosen = new ArrayList<>();
        chosen.add(additions.get(first));
        if (additions.size() > 2 && (Hashes.mix(hash) & 1) == 0) {
            chosen.add(additions.get((first + 1) % additions.size()));
        }
        String between = about.contains("\n") ? "\n" : phrases.chinese() ? "" : " ";
        return ended(about.strip()) + between + String.join(phrases.chinese() ? "" : " ", chosen);
    }

    /** Ends a sentence that lacks its end, so that another one can follow. */
    private String ended(String text) {
        String stop = phrases.chinese() ? "。" : ".";
        if (text.endsWith(":") || text.endsWith("：")) {
            return text.substring(0, text.length() - 1) + stop;
        }
        int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        return Character.isLetterOrDigit(last) ? text + stop : text;
    }

    private String scores(List<String> names) {
        String found = prompt.last("response", "answer", "output");
        String response = found == null ? about : found;
        String instruction = found == null ? "" : about;
        Map<String, Object> scores = new LinkedHashMap<>();
        for (String dimension : schema.properties("scores")) {
            Scores.Scale scale = new Scores.Scale(
                    schema.number("minimum", 1, "scores", dimension),
                    schema.number("maximum", 10, "scores", dimension));
            boolean whole = schema.is("integer", "scores", dimension);
            double score = Scores.Scale.in(prompt.frame(), dimension, scale)
                    .at(Scores.quality(instruction, response, dimension));
            if (whole || scale.high() >= 5) {
                scores.put(dimension, Math.round(score));
            } else {
                scores.put(dimension, Math.round(score * 100) / 100.0);
            }
        }
        Map<String, Object> verdict = new LinkedHashMap<>();
        for (String name : names) {
            boolean reason = schema.is("string", name);
            verdict.put(name, reason ? Scores.reason(instruction, response, phrases.chinese()) : scores);
        }
        return SchemaAnswer.json(verdict);
    }

    /** Says which of two texts is better by what its scores say of each, so that both orders agree. */
    private String winner(@Nullable String first, @Nullable String second) {
        double difference = first == null || second == null ? 0 : quality(first) - quality(second);
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put(
                "reason", difference == 0 ? "Both do what was asked equally well." : "It does more of what was asked.");
        verdict.put("winner", difference == 0 ? "tie" : difference > 0 ? "A" : "B");
        return SchemaAnswer.json(verdict);
    }

    private double quality(String response) {
        return DIMENSIONS.stream()
                .mapToDouble(dimension -> Scores.quality(about, response, dimension))
                .sum();
    }

    private String label() {
        List<String> choices = schema.choices("label");
        Kind kind = Kind.of(about, prompt.task());
        String label = choices.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : kind.among(choices);
        if (Set.of("label", "confidence").equals(Set.copyOf(schema.properties()))) {
            // From 0.75 to 0.95, as sure of themselves as models are.
            double confidence = 0.75 + Math.round(20 * Hashes.unit(hash)) / 100.0;
            return SchemaAnswer.json(Map.of("label", label, "confidence", confidence));
        }
        return schema.answer(hash, (name, seed) -> name.equals("label") ? label : sentence(seed));
    }
}
