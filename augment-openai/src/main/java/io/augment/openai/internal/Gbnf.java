package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.chat.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a reply schema as a grammar in llama.cpp's GBNF.
 *
 * <p>The grammar that llama-server makes of a schema itself allows runs of blank space between tokens, which a weak model fills
 * until it reaches its limit. This one allows none, and bounds texts, numbers and lists. Source of the syntax: llama.cpp,
 * {@code grammars/README.md}.
 */
final class Gbnf {
    /** llama.cpp refuses repetitions beyond 2,000. */
    private static final int MAX_TEXT = 1_500;

    private static final int MAX_ITEMS = 32;
    private static final String CHARACTER =
            "char ::= [^\"\\\\\\x00-\\x1f\\x7f] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" [0-9a-fA-F]{4})";

    private final List<String> rules = new ArrayList<>();
    private final Set<String> shared = new LinkedHashSet<>();

    private Gbnf() {}

    /** Returns the grammar, one rule a line. */
    static String of(JsonSchema schema) {
        JsonNode root = Json.parse(schema.toJson().getBytes(StandardCharsets.UTF_8));
        if (root == null) {
            throw new IllegalArgumentException("The schema " + schema.name() + " is no JSON");
        }
        Gbnf grammar = new Gbnf();
        grammar.define("root", root);
        List<String> lines = new ArrayList<>(grammar.rules);
        lines.addAll(grammar.shared);
        return String.join("\n", lines);
    }

    /** Returns whether a reply of such a grammar holds a text that is as long as the grammar allows: it was cut off. */
    static boolean isCutOff(String reply) {
        JsonNode root = Json.parse(reply.getBytes(StandardCharsets.UTF_8));
        return root != null && isCutOff(root);
    }

    private static boolean isCutOff(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.codePointCount(0, text.length()) >= MAX_TEXT;
        }
        for (JsonNode child : node) {
            if (isCutOff(child)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the rule for a schema; the rule comes before those that it needs. */
    private void define(String name, JsonNode schema) {
        int place = rules.size();
        rules.add("");
        rules.set(place, name + " ::= " + body(name, schema));
    }

    private String body(String name, JsonNode schema) {
        if (schema.path("enum").isArray()) {
            List<String> choices = new ArrayList<>();
            schema.path("enum").forEach(choice -> choices.add(literal(choice.toString())));
            return String.join(" | ", choices);
        }
        String type = schema.path("type").asText();
        switch (type) {
            case "object" -> {
                return object(name, schema.path("properties"));
            }
            case "array" -> {
                define(name + "-item", schema.path("items"));
                return "\"[\" (" + name + "-item (\",\" " + name + "-item){0," + (MAX_ITEMS - 1) + "})? \"]\"";
            }
            case "string" -> {
                shared.add(CHARACTER);
                return "\"\\\"\" char{0," + MAX_TEXT + "} \"\\\"\"";
            }
            case "integer" -> {
                return "\"-\"? (\"0\" | [1-9] [0-9]{0,8})";
            }
            case "number" -> {
                return "\"-\"? (\"0\" | [1-9] [0-9]{0,8}) (\".\" [0-9]{1,6})?";
            }
            case "boolean" -> {
                return "\"true\" | \"false\"";
            }
            default -> throw new IllegalArgumentException("No grammar can be made of the schema type " + type);
        }
    }

    private String object(String name, JsonNode properties) {
        StringBuilder body = new StringBuilder();
        String before = "{";
        int number = 0;
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String rule = name + "-" + number;
            define(rule, property.getValue());
            body.append(literal(before + Json.quote(property.getKey()) + ":"))
                    .append(' ')
                    .append(rule)
                    .append(' ');
            before = ",";
            number++;
        }
        return number == 0 ? literal("{}") : body.append(literal("}")).toString();
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                literal.append(String.format("\\x%02x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
