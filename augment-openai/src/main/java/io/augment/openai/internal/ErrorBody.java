package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an error's body says, in whatever shape: {@code error} as an object (the standard), as a text, inside an
 * array, fields at the top (older vLLM, DashScope's own API), {@code detail} (FastAPI), or no JSON at all.
 *
 * @param message what the server says, not yet fit to be shown
 * @param code machine-readable code, lower case, or an empty string
 * @param type machine-readable kind, lower case, or an empty string
 * @param requestId the provider's identifier of the request, or null
 * @param status HTTP status that the body itself names, or null
 */
record ErrorBody(
        String message,
        String code,
        String type,
        @Nullable String requestId,
        @Nullable Integer status) {
    private static final int MAX_TEXT = 4_000;

    static ErrorBody parse(byte[] body) {
        JsonNode root = Json.parse(body);
        return root == null || root.isValueNode() ? ofText(body) : of(root);
    }

    static ErrorBody of(JsonNode json) {
        JsonNode root = json.isArray() && !json.isEmpty() ? json.get(0) : json;
        JsonNode error = root.path("error");
        JsonNode fields = error.isObject() ? error : root;
        return new ErrorBody(
                message(root, fields),
                fields.path("code").asText("").toLowerCase(Locale.ROOT),
                fields.path("type").asText("").toLowerCase(Locale.ROOT),
                Json.text(root, "request_id"),
                status(fields.path("code")));
    }

    /** Returns whether code or type is this word. */
    boolean is(String word) {
        return code.equals(word) || type.equals(word);
    }

    private static String message(JsonNode root, JsonNode fields) {
        for (JsonNode candidate : new JsonNode[] {fields.path("message"), root.path("error"), root.path("detail")}) {
            if (candidate.isTextual() && !candidate.textValue().isBlank()) {
                return candidate.textValue();
            }
        }
        return cut(root.toString());
    }

    private static ErrorBody ofText(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MAX_TEXT), StandardCharsets.UTF_8).strip();
        return new ErrorBody(text.startsWith("<") ? "an HTML page" : text, "", "", null, null);
    }

    private static @Nullable Integer status(JsonNode code) {
        int value = code.asInt(0);
        return value >= 400 && value < 600 ? Integer.valueOf(value) : null;
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
