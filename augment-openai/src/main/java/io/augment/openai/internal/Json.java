package io.augment.openai.internal;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads JSON that servers wrote. */
final class Json {
    /** A reply ends where its JSON ends; some servers write {@code NaN} as a log-probability. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /** Returns the JSON value, or null if the bytes are not exactly one. */
    static @Nullable JsonNode parse(byte[] body) {
        if (isPlain(body)) {
            try {
                return READER.readTree(body);
            } catch (IOException e) {
                // Bytes that are not UTF-8 may be all that is wrong; below they become replacement characters.
            }
        }
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            JsonNode node = READER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns whether a reader of bytes takes an object for UTF-8, which is what JSON on the wire is (RFC 8259, section 8.1):
     * it guesses other encodings from zeros among the first four bytes.
     */
    private static boolean isPlain(byte[] body) {
        return body.length > 3 && body[0] == '{' && body[1] > 0 && body[2] > 0 && body[3] > 0;
    }

    /** Returns a text as a JSON string. */
    static String quote(String text) {
        return TextNode.valueOf(UnicodeText.wellFormed(text)).toString();
    }

    /** Returns a field's text, or null if the field is absent, empty or no text. */
    static @Nullable String text(JsonNode node, String field) {
        String value = node.path(field).textValue();
        return value == null || value.isEmpty() ? null : UnicodeText.wellFormed(value);
    }
}
