package io.augment.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Turn;

/** Estimates how many tokens a record has with its longest answer: four characters of ASCII, or one other, make one. */
final class TokenEstimate {
    private static final int ASCII_PER_TOKEN = 4;

    private TokenEstimate() {}

    static long of(Example example) {
        Instruction instruction = example.instruction();
        String response = example.response();
        long answer = response == null ? 0 : of(response);
        for (String rejected : instruction.rejectedResponses()) {
            answer = Math.max(answer, of(rejected));
        }
        long tokens = of(instruction.prompt()) + of(instruction.system()) + answer;
        for (Turn turn : instruction.history()) {
            tokens += of(turn.text());
        }
        return tokens;
    }

    private static long of(String text) {
        long ascii = 0;
        long others = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) {
                ascii++;
            } else if (!Character.isLowSurrogate(text.charAt(i))) {
                others++;
            }
        }
        return others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
    }
}
