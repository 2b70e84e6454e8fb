package io.augment;

import java.util.Objects;

/**
 * Holds one turn of the conversation that precedes an instruction.
 *
 * @param role who speaks
 * @param text what was said, as it was written
 */
public record Turn(Role role, String text) {
    /**
     * Creates a turn.
     *
     * @throws NullPointerException if a component is null
     */
    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }

    /** Creates a turn of the user. */
    public static Turn user(String text) {
        return new Turn(Role.USER, text);
    }

    /** Creates a turn of the model. */
    public static Turn assistant(String text) {
        return new Turn(Role.ASSISTANT, text);
    }
}
