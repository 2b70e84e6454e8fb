package io.augment.chat;

import java.util.Objects;

/**
 * Holds one message of a chat request.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param text the message
 */
public record ChatMessage(String role, String text) {
    /**
     * Creates a message.
     *
     * @throws IllegalArgumentException if the role is none of the three
     */
    public ChatMessage {
        Objects.requireNonNull(text, "text");
        if (!role.equals("system") && !role.equals("user") && !role.equals("assistant")) {
            throw new IllegalArgumentException("A role is system, user or assistant, but was " + role);
        }
    }

    /** Creates a message that sets the model's standing instructions. */
    public static ChatMessage system(String text) {
        return new ChatMessage("system", text);
    }

    /** Creates a message of the user. */
    public static ChatMessage user(String text) {
        return new ChatMessage("user", text);
    }

    /** Creates a message of the model. */
    public static ChatMessage assistant(String text) {
        return new ChatMessage("assistant", text);
    }
}
