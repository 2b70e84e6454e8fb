package io.augment.local.internal.mask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the part of JSON Schema that replies can be kept to; what it does not know it refuses by name. Properties are written
 * in the schema's order, each of them, required or not.
 */
final class SchemaReader {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int DEPTH = 32;

    private static final Set<String> NOTES =
            Set.of("title", "description", "default", "examples", "$schema", "$comment");
    private static final Set<String> OF_OBJECT = Set.of("type", "properties", "required", "additionalProperties");
    private static final Set<String> OF_ARRAY = Set.of("type", "items", "minItems", "maxItems");
    private static final Set<String> OF_STRING = Set.of("type", "minLength", "maxLength");
    private static final Set<String> OF_TYPE = Set.of("type");
    private static final Set<String> OF_ENUM = Set.of("type", "enum");

    private final TokenIndex index;

    SchemaReader(TokenIndex index) {
        this.index = index;
    }

    Shape read(String schema) {
        JsonNode root;
        try {
            root = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new BadRequestException("The reply schema is no JSON: " + e.getOriginalMessage(), null, null, e);
        }
        return shape(root, "", 0);
    }

    private Shape shape(JsonNode schema, String path, int depth) {
        if (!schema.isObject()) {
            throw refuse(path, "must be a JSON object");
        }
        if (depth > DEPTH) {
            throw refuse(path, "is nested deeper than " + DEPTH);
        }
        if (schema.has("enum")) {
            return anyOf(schema, path);
        }
        JsonNode type = schema.path("type");
        return switch (type.isTextual() ? type.textValue() : "") {
            case "object" -> object(schema, path, depth);
            case "array" -> array(schema, path, depth);
            case "string" -> {
                allow(schema, OF_STRING, path);
                int min = count(schema, "minLength", 0, path);
                int max = count(schema, "maxLength", Integer.MAX_VALUE, path);
                yield new TextShape(min, ordered(min, max, "Length", path), index);
            }
            case "number", "integer" -> {
                allow(schema, OF_TYPE, path);
                yield new NumberShape(type.textValue().equals("integer"));
            }
            case "boolean" -> {
                allow(schema, OF_TYPE, path);
                yield new Choice(List.of(bytes("true"), bytes("false")), index);
            }
            default -> {
                // A keyword such as anyOf, in the place of a type, deserves to be named.
                allow(schema, OF_ENUM, path);
                throw refuse(
                        path,
                        (type.isMissingNode() ? "has no type" : "has the type " + type)
                                + "; known are object, array, string, number, integer and boolean, one at a time");
            }
        };
    }

    private Shape object(JsonNode schema, String path, int depth) {
        allow(schema, OF_OBJECT, path);
        JsonNode others = schema.path("additionalProperties");
        if (!others.isMissingNode() && !(others.isBoolean() && !others.booleanValue())) {
            throw refuse(
                    path, "has additionalProperties that are not false; a reply has the declared properties alone");
        }
        JsonNode properties = schema.path("properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw refuse(path, "has properties that are no JSON object");
        }
        for (JsonNode name : schema.path("required")) {
            if (!properties.has(name.asText())) {
                throw refuse(path, "requires the property " + name + ", but does not declare it");
            }
        }
        List<Shape> parts = new ArrayList<>();
        String before = "{";
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            parts.add(new Literal(bytes(before + quoted(property.getKey()) + ":"), index));
            parts.add(shape(property.getValue(), path + "/" + property.getKey(), depth + 1));
            before = ",";
        }
        parts.add(new Literal(bytes(parts.isEmpty() ? "{}" : "}"), index));
        return new Sequence(List.copyOf(parts));
    }

    private Shape array(JsonNode schema, String path, int depth) {
        allow(schema, OF_ARRAY, path);
        int min = count(schema, "minItems", 0, path);
        int max = ordered(min, count(schema, "maxItems", Integer.MAX_VALUE, path), "Items", path);
        if (!schema.has("items")) {
            throw refuse(path, "is an array without items, so that nothing is known of them");
        }
        return new ListShape(shape(schema.path("items"), path + "/items", depth + 1), min, max);
    }

    private Shape anyOf(JsonNode schema, String path) {
        allow(schema, OF_ENUM, path);
        String type = schema.path("type").asText("");
        Set<String> texts = new HashSet<>();
        List<byte[]> values = new ArrayList<>();
        for (JsonNode value : schema.path("enum")) {
            if (!value.isValueNode()) {
                throw refuse(path, "has an enum with " + value + "; known are texts, numbers, truth values and null");
            }
            if (fits(value, type) && texts.add(value.toString())) {
                values.add(bytes(value.toString()));
            }
        }
        if (values.isEmpty()) {
            throw refuse(path, "has an enum without a value" + (type.isEmpty() ? "" : " of the type " + type));
        }
        return new Choice(values, index);
    }

    private static boolean fits(JsonNode value, String type) {
        return switch (type) {
            case "" -> true;
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }

    private static void allow(JsonNode schema, Set<String> known, String path) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!known.contains(keyword.getKey()) && !NOTES.contains(keyword.getKey())) {
                throw refuse(
                        path,
                        "has the keyword " + keyword.getKey()
                                + ", which a local model's reply cannot be kept to; known here are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static int count(JsonNode schema, String keyword, int other, String path) {
        JsonNode value = schema.path(keyword);
        if (value.isMissingNode()) {
            return other;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw refuse(path, "has " + keyword + " " + value + ", which is no whole number from 0 on");
        }
        return value.intValue();
    }

    private static int ordered(int min, int max, String what, String path) {
        if (min > max) {
            throw refuse(path, "has min" + what + " " + min + " above max" + what + " " + max);
        }
        return max;
    }

    private static BadRequestException refuse(String path, String what) {
        return new BadRequestException(
                "The reply schema" + (path.isEmpty() ? "" : " at " + path) + " " + what, null, null, null);
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
