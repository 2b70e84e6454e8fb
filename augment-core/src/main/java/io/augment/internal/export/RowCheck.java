package io.augment.internal.export;

import io.augment.internal.format.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks fields of a row as a trainer does; each check returns what is wrong, or null. */
final class RowCheck {
    private RowCheck() {}

    /** Returns the first problem that is not null. */
    static @Nullable String first(@Nullable String... problems) {
        for (String problem : problems) {
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    /** Checks a string that must be there. */
    static @Nullable String text(Json.Obj row, String name) {
        return row.values().get(name) instanceof Json.Text ? null : "\"" + name + "\" must be a string.";
    }

    /** Checks a string that may be absent. */
    static @Nullable String optionalText(Json.Obj row, String name) {
        return row.get(name) == null ? null : text(row, name);
    }

    /** Checks a string that must hold something to learn. */
    static @Nullable String target(Json.Obj row, String name) {
        String text = row.text(name);
        return text == null ? text(row, name) : text.isBlank() ? "\"" + name + "\" is empty." : null;
    }

    /** Checks {@code true} or {@code false}. */
    static @Nullable String flag(Json.Obj row, String name) {
        Json value = row.values().get(name);
        return Json.Literal.TRUE.equals(value) || Json.Literal.FALSE.equals(value)
                ? null
                : "\"" + name + "\" must be true or false.";
    }

    /** Checks that two answers differ. */
    static @Nullable String different(Json.Obj row, String one, String other) {
        Json value = row.values().get(one);
        return value != null && value.equals(row.values().get(other))
                ? "\"" + one + "\" and \"" + other + "\" are the same."
                : null;
    }

    /** Checks rounds as LLaMA-Factory's alpaca format has them: pairs of texts. */
    static @Nullable String rounds(Json.Obj row, String name) {
        if (row.get(name) == null) {
            return null;
        }
        if (!(row.get(name) instanceof Json.Arr rounds)) {
            return "\"" + name + "\" must be a list.";
        }
        for (Json round : rounds.values()) {
            if (!(round instanceof Json.Arr pair)
                    || pair.values().size() != 2
                    || !pair.values().stream().allMatch(Json.Text.class::isInstance)) {
                return "\"" + name + "\" must hold lists of two strings.";
            }
        }
        return null;
    }

    /**
     * Checks a prompt and its answers as TRL has them: all are texts, or all are lists of messages.
     *
     * @param answers names of the fields that hold answers
     */
    static @Nullable String prompted(Json.Obj row, String... answers) {
        boolean texts = row.values().get("prompt") instanceof Json.Text;
        String problem = texts
                ? target(row, "prompt")
                : ChatCheck.conversation(row.values().get("prompt"), "prompt", false);
        for (String answer : answers) {
            problem = first(
                    problem,
                    texts ? target(row, answer) : ChatCheck.answer(row.values().get(answer), answer));
        }
        return problem;
    }

    /** Checks a list with one message of the assistant. */
    static @Nullable String answer(Json.Obj row, String name) {
        return row.values().get(name) instanceof Json.Arr list && list.values().size() == 1
                ? ChatCheck.answer(list, name)
                : "\"" + name + "\" must hold one message of the assistant.";
    }

    /**
     * Checks turns: a system turn at most at the beginning, then asking and answering roles in turns.
     *
     * @param answered whether the last turn must be an answer
     */
    static @Nullable String turns(
            @Nullable Json value,
            String name,
            String roleKey,
            String textKey,
            Set<String> asking,
            Set<String> answering,
            boolean answered) {
        if (!(value instanceof Json.Arr list) || list.values().isEmpty()) {
            return "\"" + name + "\" must be a list of turns.";
        }
        List<Json> turns = list.values();
        int first = turns.get(0) instanceof Json.Obj start && "system".equals(start.text(roleKey)) ? 1 : 0;
        for (int i = 0; i < turns.size(); i++) {
            if (!(turns.get(i) instanceof Json.Obj turn)) {
                return "A turn in \"" + name + "\" is not an object.";
            }
            String role = turn.text(roleKey);
            String text = turn.text(textKey);
            if (role == null || text == null) {
                return "A turn in \"" + name + "\" lacks \"" + roleKey + "\" or \"" + textKey + "\".";
            }
            if (text.isBlank()) {
                return "A turn in \"" + name + "\" is empty.";
            }
            boolean fits = i < first || ((i - first) % 2 == 0 ? asking : answering).contains(role);
            if (!fits) {
                return "The role \"" + role + "\" stands where it may not in \"" + name + "\".";
            }
        }
        return (turns.size() - first) % 2 == (answered ? 0 : 1) && turns.size() > first
                ? null
                : "\"" + name + "\" ends with the wrong role.";
    }
}
