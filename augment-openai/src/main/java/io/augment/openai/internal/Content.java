package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a message says, wherever its server put it.
 *
 * @param text the answer; empty when there is none
 * @param reasoning the thinking, or null
 * @param refusal the refusal, or null
 */
record Content(
        String text, @Nullable String reasoning, @Nullable String refusal) {
    static Content of(JsonNode message) {
        StringBuilder text = new StringBuilder();
        StringJoiner reasoning = new StringJoiner("\n");
        reasoning.setEmptyValue("");
        StringBuilder refusal = new StringBuilder();
        add(reasoning, Json.text(message, "reasoning_content"));
        if (reasoning.length() == 0) {
            add(reasoning, Json.text(message, "reasoning"));
        }
        append(refusal, Json.text(message, "refusal"));

        JsonNode content = message.path("content");
        if (content.isArray()) {
            for (JsonNode part : content) {
                readPart(part, text, reasoning, refusal);
            }
        } else if (content.isTextual()) {
            append(text, content.textValue());
        } else if (content.isObject()) {
            // A server that has parsed the JSON reply already.
            append(text, content.toString());
        }
        ThinkTags tags = ThinkTags.split(text.toString());
        add(reasoning, tags.reasoning());
        return new Content(tags.text(), orNull(reasoning.toString()), orNull(refusal.toString()));
    }

    private static void readPart(JsonNode part, StringBuilder text, StringJoiner reasoning, StringBuilder refusal) {
        if (part.isTextual()) {
            append(text, part.textValue());
            return;
        }
        switch (part.path("type").asText("text")) {
            case "thinking" -> readThinking(part.path("thinking"), reasoning);
            case "reasoning" -> add(reasoning, Json.text(part, "text"));
            case "refusal" -> append(refusal, Json.text(part, "refusal"));
            default -> append(text, Json.text(part, "text"));
        }
    }

    /** Reads a thinking part: a text, or parts again (Mistral). */
    private static void readThinking(JsonNode thinking, StringJoiner reasoning) {
        add(reasoning, thinking.textValue());
        for (JsonNode part : thinking) {
            add(reasoning, Json.text(part, "text"));
        }
    }

    private static void add(StringJoiner texts, @Nullable String text) {
        if (text != null) {
            texts.add(UnicodeText.wellFormed(text));
        }
    }

    private static void append(StringBuilder texts, @Nullable String text) {
        if (text != null) {
            texts.append(UnicodeText.wellFormed(text));
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
