package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the turns of a conversation, in both key styles ({@code from} and {@code value}, {@code role} and
 * {@code content}), and checks their order: a system turn at most at the beginning, then user and model in turns, a tool
 * result only behind a tool call.
 *
 * @param system text of the system turn, or null without one
 * @param turns the other turns
 */
record Conversation(@Nullable String system, List<Turn> turns) {
    /**
     * Reads turns.
     *
     * @param value the array of turns
     * @param field name of the field that holds it
     * @throws BadRow if it is no conversation
     */
    static Conversation of(@Nullable Json value, String field) {
        if (!(Cells.parsed(value) instanceof Json.Arr array) || array.values().isEmpty()) {
            throw new BadRow("no-turns", "The field \"" + field + "\" holds no turns.");
        }
        String system = null;
        List<Turn> turns = new ArrayList<>();
        for (Json element : array.values()) {
            Turn turn = turn(element, turns.size() + 1);
            if (turn.role() != Role.SYSTEM) {
                turns.add(turn);
            } else if (system == null && turns.isEmpty()) {
                system = turn.text();
            } else {
                throw new BadRow("role-order", "A system turn may only stand at the beginning.");
            }
        }
        return new Conversation(system, turns);
    }

    /** Returns a conversation that goes on with the turns of another one. */
    Conversation plus(Conversation more) {
        List<Turn> all = new ArrayList<>(turns);
        all.addAll(more.turns);
        return new Conversation(system == null ? more.system : system, all);
    }

    /**
     * Sets the instruction, its history and, where the model has the last word, its response.
     *
     * <p>Where the history ends with a turn of a tool, the instruction's text is what the tool answered.
     *
     * @throws BadRow if the turns stand in an order that no trainer takes
     */
    Instruction.Builder toInstruction() {
        checkOrder();
        Turn last = turns.get(turns.size() - 1);
        if (last.role() == Role.TOOL_CALL) {
            throw new BadRow("ends-with-tool-call", "The conversation ends with a tool call; a response must follow.");
        }
        boolean answered = last.role() == Role.ASSISTANT;
        int asked = turns.size() - (answered ? 2 : 1);
        return Instruction.builder(turns.get(asked).text())
                .history(turns.subList(0, asked))
                .system(system == null ? "" : system)
                .response(answered ? last.text() : null);
    }

    /** Returns the text of the last turn, which must be the model's. */
    String answer() {
        Turn last = turns.get(turns.size() - 1);
        if (last.role() != Role.ASSISTANT) {
            throw new BadRow("role-order", "The last turn must be the model's.");
        }
        return last.text();
    }

    private void checkOrder() {
        if (turns.isEmpty()) {
            throw new BadRow("no-turns", "The conversation has no turn of a user.");
        }
        Role before = null;
        for (int i = 0; i < turns.size(); i++) {
            Role role = turns.get(i).role();
            boolean fits = switch (role) {
                case USER -> before == null || before == Role.ASSISTANT;
                case TOOL_RESULT -> before == Role.TOOL_CALL || before == Role.TOOL_RESULT;
                default -> before == Role.USER || before == Role.TOOL_RESULT;
            };
            if (!fits) {
                throw new BadRow(
                        "role-order",
                        "Turn " + (i + 1) + " (" + role.name().toLowerCase(Locale.ROOT) + ") stands where another role"
                                + " must: user and model take turns, the user first.");
            }
            before = role;
        }
    }

    private static Turn turn(Json element, int number) {
        if (!(element instanceof Json.Obj object)) {
            throw new BadRow("bad-turn", "Turn " + number + " is " + element.kind() + " and not an object.");
        }
        String name = object.text("from") != null ? object.text("from") : object.text("role");
        Role role = name == null ? null : role(name);
        if (role == null) {
            throw new BadRow(
                    "unknown-role",
                    name == null
                            ? "Turn " + number + " names no role, neither with \"from\" nor with \"role\"."
                            : "Turn " + number + " has the unknown role \"" + Texts.cut(name) + "\".");
        }
        Json content = object.get("value") != null ? object.get("value") : object.get("content");
        Json calls = object.get("tool_calls");
        if (role == Role.ASSISTANT
                && calls instanceof Json.Arr array
                && !array.values().isEmpty()) {
            boolean silent = content == null
                    || (content instanceof Json.Text text && text.value().isBlank());
            return new Turn(Role.TOOL_CALL, silent ? calls.compact() : object.compact());
        }
        String text = text(content, number);
        if (text.isBlank() && role != Role.SYSTEM) {
            throw new BadRow("empty-turn", "Turn " + number + " is empty.");
        }
        return new Turn(role, text);
    }

    /** Returns the text of a turn: a string, or the parts of a list that are texts. */
    private static String text(@Nullable Json content, int number) {
        if (content == null) {
            return "";
        }
        if (content instanceof Json.Text text) {
            return text.value();
        }
        if (content instanceof Json.Arr parts) {
            StringBuilder all = new StringBuilder();
            for (Json part : parts.values()) {
                String text = part instanceof Json.Obj object ? object.text("text") : null;
                if (text == null) {
                    throw new BadRow(
                            "unsupported-content",
                            "Turn " + number + " holds a part that is not text, such as an image.");
                }
                all.append(text);
            }
            return all.toString();
        }
        throw new BadRow("bad-turn", "The content of turn " + number + " is " + content.kind() + " and not a string.");
    }

    private static @Nullable Role role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> Role.SYSTEM;
            case "human", "user" -> Role.USER;
            case "gpt", "assistant", "chatgpt", "model" -> Role.ASSISTANT;
            case "function_call", "tool_call" -> Role.TOOL_CALL;
            case "observation", "tool", "function", "tool_response" -> Role.TOOL_RESULT;
            default -> null;
        };
    }
}
