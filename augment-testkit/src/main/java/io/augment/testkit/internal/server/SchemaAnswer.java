package io.augment.testkit.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON schema and writes values that satisfy it.
 *
 * <p>Understands what structured outputs use: {@code type}, {@code properties}, {@code items}, {@code enum}, {@code const},
 * {@code anyOf}/{@code oneOf}/{@code allOf} (the first that is not null), {@code $ref} inside the document, and the bounds of
 * numbers, texts and arrays. Immutable.
 */
public final class SchemaAnswer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_LIST_DEPTH = 4;

    private final JsonNode root;

    private SchemaAnswer(JsonNode root) {
        this.root = root;
    }

    /** Reads a schema; one that is no JSON is taken for one that allows any object. */
    public static SchemaAnswer of(String schema) {
        try {
            return new SchemaAnswer(ChatBody.JSON.readTree(schema));
        } catch (JsonProcessingException e) {
            return new SchemaAnswer(NODES.objectNode());
        }
    }

    /** Returns the names of the properties of the object at {@code path}, in the schema's order. */
    public List<String> properties(String... path) {
        List<String> names = new ArrayList<>();
        at(path).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns the texts that the value at {@code path} may have; empty where it is free. */
    public List<String> choices(String... path) {
        List<String> choices = new ArrayList<>();
        at(path).path("enum").forEach(value -> choices.add(value.asText()));
        return choices;
    }

    /** Returns a number of the schema at {@code path}, such as {@code maximum} or {@code minItems}. */
    public int number(String keyword, int otherwise, String... path) {
        return at(path).path(keyword).asInt(otherwise);
    }

    /** Tells whether the value at {@code path} is of the JSON type {@code type}. */
    public boolean is(String type, String... path) {
        return type(at(path)).equals(type);
    }

    private JsonNode at(String... path) {
        JsonNode node = resolve(root, 0);
        for (String name : path) {
            node = resolve(
                    name.equals("[]")
                            ? node.path("items")
                            : node.path("properties").path(name),
                    0);
        }
        return node;
    }

    private JsonNode resolve(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return MissingNode.getInstance();
        }
        String ref = schema.path("$ref").asText("");
        if (ref.startsWith("#")) {
            return resolve(root.at(ref.substring(1)), depth + 1);
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode option : schema.path(keyword)) {
                if (!option.path("type").asText("").equals("null")) {
                    return resolve(option, depth + 1);
                }
            }
        }
        return schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode option : type) {
                if (!option.asText().equals("null")) {
                    return option.asText();
                }
            }
        }
        return type.asText(schema.has("properties") ? "object" : schema.has("items") ? "array" : "");
    }

    /**
     * Writes a value of the schema. {@code fill} is asked for each text: it gets the property's name and a hash, and may return
     * null for a default; where the schema has a list of choices, what is none of them is left aside.
     */
    public String answer(long hash, BiFunction<String, Long, @Nullable String> fill) {
        JsonNode value = value(root, "", hash, 0, fill);
        return (value.isContainerNode() || root.has("type") ? value : NODES.objectNode()).toString();
    }

    private JsonNode value(
            JsonNode raw, String name, long hash, int depth, BiFunction<String, Long, @Nullable String> fill) {
        JsonNode schema = resolve(raw, 0);
        if (schema.has("const")) {
            return schema.get("const");
        }
        JsonNode options = schema.path("enum");
        if (!options.isEmpty()) {
            String chosen = fill.apply(name, hash);
            for (JsonNode option : options) {
                if (option.asText().equals(chosen)) {
                    return option;
                }
            }
            return options.get((int) Long.remainderUnsigned(hash, options.size()));
        }
        switch (type(schema)) {
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                schema.path("properties").properties().forEach(field -> {
                    if (depth < MAX_DEPTH) {
                        long seed = Hashes.of(hash, Hashes.of(field.getKey()));
                        object.set(field.getKey(), value(field.getValue(), field.getKey(), seed, depth + 1, fill));
                    }
                });
                return object;
            }
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                int min = schema.path("minItems").asInt(0);
                int size = Math.max(
                        min,
                        Math.min(
                                depth < MAX_LIST_DEPTH ? 2 : 0,
                                schema.path("maxItems").asInt(2)));
                for (int i = 0; i < size; i++) {
                    array.add(value(schema.path("items"), name, Hashes.of(hash, i), depth + 1, fill));
                }
                return array;
            }
            case "integer", "number" -> {
                return number(schema, hash);
            }
            case "boolean" -> {
                return NODES.booleanNode((hash & 1) == 0);
            }
            case "null" -> {
                return NODES.nullNode();
            }
            default -> {
                String text = fill.apply(name, hash);
                return NODES.textNode(bounded(text == null ? "text" : text, schema));
            }
        }
    }

    private static JsonNode number(JsonNode schema, long hash) {
        double min =
                schema.path("minimum").asDouble(schema.path("exclusiveMinimum").asDouble(0));
        double max =
                schema.path("maximum").asDouble(schema.path("exclusiveMaximum").asDouble(min + 10));
        double value = min + (max - min) * (0.25 + 0.5 * Hashes.unit(hash));
        if (type(schema).equals("integer")) {
            return NODES.numberNode(Math.round(value));
        }
        double rounded = Math.round(value * 100) / 100.0;
        return NODES.numberNode(rounded <= min || rounded >= max ? value : rounded);
    }

    private static String bounded(String text, JsonNode schema) {
        int min = schema.path("minLength").asInt(0);
        int max = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        StringBuilder bounded = new StringBuilder(text);
        while (bounded.length() < min) {
            bounded.append('.');
        }
        return bounded.length() > max ? bounded.substring(0, max) : bounded.toString();
    }

    /** Writes an object of texts, numbers, lists of texts and lists of such objects as JSON. */
    public static String json(Map<String, ?> object) {
        return ChatBody.JSON.valueToTree(new LinkedHashMap<>(object)).toString();
    }
}
