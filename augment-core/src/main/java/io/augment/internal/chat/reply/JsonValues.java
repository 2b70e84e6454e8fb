package io.augment.internal.chat.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.augment.chat.UnreadableReplyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a parser's tokens into plain values. */
final class JsonValues {
    private final JsonParser parser;
    private int count;

    JsonValues(JsonParser parser) {
        this.parser = parser;
    }

    /** Returns how many texts, numbers and other simple values were read. */
    int count() {
        return count;
    }

    Map<String, @Nullable Object> readFirstObject() throws IOException {
        parser.nextToken();
        return readObject();
    }

    private Map<String, @Nullable Object> readObject() throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, readValue());
        }
        return Collections.unmodifiableMap(object);
    }

    private List<@Nullable Object> readArray() throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue());
        }
        return Collections.unmodifiableList(array);
    }

    private @Nullable Object readValue() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return readObject();
        }
        if (token == JsonToken.START_ARRAY) {
            return readArray();
        }
        Object value = switch (token) {
            case VALUE_STRING -> readString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.valueOf(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
        count++;
        return value;
    }

    /** Reads a text, and refuses the control characters that come of an unescaped {@code \frac} or {@code \beta}. */
    private String readString() throws IOException {
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
                throw UnreadableReplyException.of("The reply cannot be read: a text in its JSON object has a control"
                        + " character; inside a text, a backslash is written \\\\.");
            }
        }
        return text;
    }
}
