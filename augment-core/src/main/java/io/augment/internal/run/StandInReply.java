package io.augment.internal.run;

import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonSchema;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes replies of the asked form without a model, so that a strategy goes on to its next request. */
final class StandInReply {
    private StandInReply() {}

    /** Returns a reply that fits the request's schema, or is the text where there is no schema. */
    static ChatResponse of(ChatRequest request, String text, int wanted) {
        JsonSchema schema = request.replySchema();
        if (schema == null) {
            return ChatResponse.of(text);
        }
        byte[] json = schema.toJson().getBytes(StandardCharsets.UTF_8);
        return ChatResponse.of(
                value(new JsonReader().read(json, 0, json.length), text, wanted).compact());
    }

    private static Json value(Json schema, String text, int wanted) {
        if (!(schema instanceof Json.Obj object)) {
            return Json.Literal.NULL;
        }
        if (object.get("enum") instanceof Json.Arr choices && !choices.values().isEmpty()) {
            return choices.values().get(0);
        }
        String type = object.text("type");
        return switch (type == null ? "" : type) {
            case "object" -> members(object, text, wanted);
            case "array" ->
                new Json.Arr(Collections.nCopies(
                        wanted, value(object.values().getOrDefault("items", Json.Literal.NULL), text, wanted)));
            case "number", "integer" -> new Json.Literal("1");
            case "boolean" -> Json.Literal.TRUE;
            default -> new Json.Text(text);
        };
    }

    private static Json members(Json.Obj schema, String text, int wanted) {
        Map<String, Json> members = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Json.Obj properties) {
            properties.values().forEach((name, property) -> members.put(name, value(property, text, wanted)));
        }
        return new Json.Obj(members);
    }

    /** Returns whether a request asks again with an earlier stand-in among its messages. */
    static boolean isAnswerTo(ChatRequest request, List<String> earlier) {
        return request.messages().stream()
                .anyMatch(message -> message.role().equals("assistant") && earlier.contains(message.text()));
    }
}
