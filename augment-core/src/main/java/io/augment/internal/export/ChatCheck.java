package io.augment.internal.export;

import io.augment.internal.format.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks messages with {@code role} and {@code content} as chat templates take them: a system message at most at the
 * beginning, then user and assistant in turns; a tool's answers only behind a call of tools.
 */
final class ChatCheck {
    private static final Set<String> SYSTEM = Set.of("system", "developer");
    private static final Set<String> TOOL = Set.of("tool", "function");
    private static final String ASSISTANT = "assistant";
    private static final String CALL = "call";

    private ChatCheck() {}

    /**
     * Returns what is wrong with a conversation, or null.
     *
     * @param name name of the field that holds it
     * @param answered whether the last message must be the assistant's
     */
    static @Nullable String conversation(@Nullable Json value, String name, boolean answered) {
        if (!(value instanceof Json.Arr list) || list.values().isEmpty()) {
            return "\"" + name + "\" must be a list of messages.";
        }
        Json first = list.values().get(0);
        boolean system = first instanceof Json.Obj start && SYSTEM.contains(String.valueOf(start.text("role")));
        if (!system) {
            return turns(list.values(), 0, name, ASSISTANT, answered);
        }
        String problem = message(first, name);
        if (problem != null) {
            return problem;
        }
        return list.values().size() == 1
                ? "\"" + name + "\" holds a system message only."
                : turns(list.values(), 1, name, ASSISTANT, answered);
    }

    /** Returns what is wrong with an answer: messages that begin and end with the assistant's. */
    static @Nullable String answer(@Nullable Json value, String name) {
        if (!(value instanceof Json.Arr list) || list.values().isEmpty()) {
            return "\"" + name + "\" must be a list of messages.";
        }
        return turns(list.values(), 0, name, "user", true);
    }

    private static @Nullable String turns(
            List<Json> messages, int from, String name, String roleBefore, boolean answered) {
        String before = roleBefore;
        for (int i = from; i < messages.size(); i++) {
            Json element = messages.get(i);
            String problem = message(element, name);
            if (problem != null) {
                return problem;
            }
            String role = element instanceof Json.Obj message ? role(message) : "";
            if (!follows(role, before)) {
                return "The role \"" + (role.equals(CALL) ? ASSISTANT : role) + "\" stands where it may not in \""
                        + name + "\".";
            }
            before = role;
        }
        boolean ends = answered
                ? before.equals(ASSISTANT) || before.equals(CALL)
                : !before.equals(ASSISTANT) && !before.equals(CALL);
        return ends ? null : "\"" + name + "\" ends with the wrong role.";
    }

    private static boolean follows(String role, String before) {
        return switch (role) {
            case "user" -> before.equals(ASSISTANT);
            case ASSISTANT, CALL -> before.equals("user") || TOOL.contains(before);
            default -> TOOL.contains(role) && (before.equals(CALL) || TOOL.contains(before));
        };
    }

    /** Returns the role; {@link #CALL} for an assistant that calls tools. */
    private static String role(Json.Obj message) {
        String role = String.valueOf(message.text("role"));
        return role.equals(ASSISTANT) && callsTools(message) ? CALL : role;
    }

    private static boolean callsTools(Json.Obj message) {
        return (message.get("tool_calls") instanceof Json.Arr calls
                        && !calls.values().isEmpty())
                || message.get("function_call") instanceof Json.Obj;
    }

    private static @Nullable String message(Json element, String name) {
        if (!(element instanceof Json.Obj message)) {
            return "A message in \"" + name + "\" is " + element.kind() + " and not an object.";
        }
        if (message.text("role") == null) {
            return "A message in \"" + name + "\" lacks a \"role\".";
        }
        Json content = message.get("content");
        if (content instanceof Json.Arr parts) {
            boolean typed = !parts.values().isEmpty()
                    && parts.values().stream()
                            .allMatch(part -> part instanceof Json.Obj object && object.text("type") != null);
            return typed ? null : "A message in \"" + name + "\" has parts without a \"type\".";
        }
        if (content == null && callsTools(message)) {
            return null;
        }
        if (!(content instanceof Json.Text text)) {
            return "A message in \"" + name + "\" lacks \"content\", a string.";
        }
        return text.value().isBlank() && !callsTools(message) ? "A message in \"" + name + "\" is empty." : null;
    }
}
