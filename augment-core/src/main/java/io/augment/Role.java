package io.augment;

/** Names who speaks in a {@link Turn} of a conversation. */
public enum Role {
    /** Standing instructions that precede a conversation. */
    SYSTEM,
    /** The person, or the program, that asks. */
    USER,
    /** The model. */
    ASSISTANT,
    /** A call of a tool, written by the model. */
    TOOL_CALL,
    /** What a tool answered. */
    TOOL_RESULT
}
