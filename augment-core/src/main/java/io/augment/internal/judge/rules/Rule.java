package io.augment.internal.judge.rules;

import io.augment.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * Finds one named fault that a response can have.
 *
 * @param name name in verdicts, lower case with hyphens
 * @param weight what it takes from the score of 1; a grave fault takes all
 * @param finder finds it
 */
record Rule(String name, double weight, Finder finder) {
    /** Finds a fault in a response. */
    @FunctionalInterface
    interface Finder {
        /** Returns the evidence in words, or null when the fault is absent or not certain. */
        @Nullable
        String find(Instruction instruction, String response);
    }
}
