package io.augment.internal.chat.prompt;

import java.util.List;

/**
 * Is one hand-written example for prompts.
 *
 * @param task task type of the instruction
 * @param instruction the instruction
 * @param expanded new instructions of the same kind
 * @param refined the instruction, clearer and more detailed
 */
public record InContextExample(String task, String instruction, List<String> expanded, String refined) {
    /** Creates an example. */
    public InContextExample {
        expanded = List.copyOf(expanded);
    }
}
