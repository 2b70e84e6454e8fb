package io.augment.internal.student;

import io.augment.StageContext;
import io.augment.student.ControlTokens;

/** Holds back texts that a server would read as more than text. */
final class Sendable {
    private Sendable() {}

    /**
     * Lets a text pass that holds no control token.
     *
     * @throws io.augment.RejectedException if it holds one
     */
    static void check(String text, StageContext context) {
        String token = ControlTokens.find(text);
        if (token != null) {
            throw context.rejected(
                    "control-token", token + " would end the turn in the student's prompt; take it out of the text");
        }
    }
}
