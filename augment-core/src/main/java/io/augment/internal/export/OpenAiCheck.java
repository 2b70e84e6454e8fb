package io.augment.internal.export;

import io.augment.internal.format.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what OpenAI's fine-tuning refuses beside the order of messages: fields that it does not know, and weights. The
 * fields are those of {@code FineTuneChatRequestInput} and of the messages in OpenAI's API specification.
 */
final class OpenAiCheck {
    private static final Set<String> FIELDS = Set.of("tools", "parallel_tool_calls", "functions");
    private static final Set<String> MESSAGE_FIELDS = Set.of(
            "role", "content", "name", "weight", "refusal", "audio", "tool_calls", "function_call", "tool_call_id");
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");

    private OpenAiCheck() {}

    /** Returns the first field of an object that is not known, as a sentence; null where there is none. */
    static @Nullable String fields(Json.Obj object, Set<String> known) {
        for (String name : object.values().keySet()) {
            if (!known.contains(name) && !FIELDS.contains(name)) {
                return "The field \"" + name + "\" is not known.";
            }
        }
        return null;
    }

    /** Returns what is wrong with the fields of messages, or null. */
    static @Nullable String messages(@Nullable Json list) {
        if (list instanceof Json.Arr array) {
            for (Json element : array.values()) {
                String problem = element instanceof Json.Obj message ? message(message) : null;
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private static @Nullable String message(Json.Obj message) {
        String role = String.valueOf(message.text("role"));
        if (!ROLES.contains(role)) {
            return "The role \"" + role + "\" is not known.";
        }
        if (message.values().size() == 2 && message.values().containsKey("content")) {
            return null;
        }
        for (String name : message.values().keySet()) {
            if (!MESSAGE_FIELDS.contains(name)) {
                return "The field \"" + name + "\" of a message is not known.";
            }
        }
        Json weight = message.values().get("weight");
        if (weight != null && !role.equals("assistant")) {
            return "Only messages of the assistant have a \"weight\".";
        }
        boolean fits = weight == null
                || (weight instanceof Json.Literal literal && Set.of("0", "1").contains(literal.value()));
        return fits ? null : "A \"weight\" must be 0 or 1.";
    }
}
