package io.augment.openai.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks and copies the extra body fields that a user adds. */
public final class JsonFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int MAX_DEPTH = 64;

    /** What the request itself says; the same name twice in a body would mean whatever the server likes. */
    private static final Set<String> RESERVED = Set.of(
            "model",
            "messages",
            "stream",
            "n",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "top_k",
            "presence_penalty",
            "frequency_penalty",
            "seed",
            "stop",
            "logprobs",
            "top_logprobs",
            "response_format");

    private JsonFields() {}

    /**
     * Returns a deep, sorted, unmodifiable copy of a value.
     *
     * @throws IllegalArgumentException if the name belongs to the request or the value is nothing that JSON can hold
     */
    public static @Nullable Object checked(String name, @Nullable Object value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An extra body field needs a name");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "The body field " + name + " is written from each request; set it there instead");
        }
        return copy(name, value, 0);
    }

    /** Returns a value as JSON text, the same for equal values. */
    public static String toJson(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A checked value is no JSON", e);
        }
    }

    private static @Nullable Object copy(String name, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The extra body field " + name + " is nested too deeply");
        }
        if (value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof String text) {
            return UnicodeText.wellFormed(text);
        }
        if ((value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue())) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(copy(name, element, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            SortedMap<String, @Nullable Object> copy = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw new IllegalArgumentException("The extra body field " + name + " has a key that is no text");
                }
                copy.put(UnicodeText.wellFormed(key), copy(name, entry.getValue(), depth + 1));
            }
            return Collections.unmodifiableSortedMap(copy);
        }
        throw new IllegalArgumentException("The extra body field " + name
                + " must be null, a text, a truth value, a finite number, a list or a map, but was "
                + value.getClass().getName());
    }
}
