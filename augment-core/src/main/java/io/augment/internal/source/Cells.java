package io.augment.internal.source;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a row as what they must be. */
final class Cells {
    private Cells() {}

    /** Returns a text, empty where there is none. */
    static String text(@Nullable Json value, String name) {
        if (value == null) {
            return "";
        }
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw new BadRow("not-text", "The field \"" + name + "\" must be a string, but is " + value.kind() + ".");
    }

    /** Returns answers, the best first: a text, a number, an object with the text in it, or a list of texts. */
    static List<String> answers(@Nullable Json value, String name) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Text text) {
            return text.value().isBlank() ? List.of() : List.of(text.value());
        }
        if (value instanceof Json.Literal literal) {
            return List.of(literal.value());
        }
        if (value instanceof Json.Obj object) {
            String text = object.text("value") != null ? object.text("value") : object.text("content");
            if (text != null) {
                return List.of(text);
            }
        }
        if (value instanceof Json.Arr array) {
            List<String> answers = new ArrayList<>();
            for (Json element : array.values()) {
                if (!(element instanceof Json.Text text) || text.value().isBlank()) {
                    throw new BadRow("not-text", "The list in the field \"" + name + "\" must hold texts only.");
                }
                answers.add(text.value());
            }
            return answers;
        }
        throw new BadRow("not-text", "The field \"" + name + "\" must be a string, but is " + value.kind() + ".");
    }

    /** Returns a list: the value itself, or what a cell of a table holds as JSON text. */
    static @Nullable Json parsed(@Nullable Json value) {
        if (!(value instanceof Json.Text text) || !text.value().stripLeading().startsWith("[")) {
            return value;
        }
        byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
        try {
            return new JsonReader().read(bytes, 0, bytes.length);
        } catch (JsonProblem e) {
            return value;
        }
    }

    /** Returns an identifier, a string or a number; null where there is none. */
    static @Nullable String id(@Nullable Json value) {
        if (value instanceof Json.Text text) {
            return text.value().isBlank() ? null : text.value();
        }
        return value instanceof Json.Literal literal ? literal.value() : null;
    }

    /** Returns the fields that were not taken: strings as they are, others as compact JSON, without nulls. */
    static Map<String, String> metadata(Map<String, Json> fields, Collection<String> taken) {
        if (fields.size() == taken.size()) {
            return Map.of();
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!taken.contains(name) && !Json.Literal.NULL.equals(value)) {
                metadata.put(name, value instanceof Json.Text text ? text.value() : value.compact());
            }
        });
        return metadata;
    }
}
