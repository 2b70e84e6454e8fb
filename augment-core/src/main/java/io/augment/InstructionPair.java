package io.augment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds an instruction and the response to train on, with the judge's verdict once there is one.
 *
 * @param instruction what is asked
 * @param response the response to train on
 * @param verdict the judge's verdict, or null before judging
 */
public record InstructionPair(
        Instruction instruction, String response, @Nullable Verdict verdict) implements Example {
    /**
     * Creates a pair.
     *
     * @throws NullPointerException if the instruction or the response is null
     */
    public InstructionPair {
        Objects.requireNonNull(instruction, "instruction");
        Objects.requireNonNull(response, "response");
    }

    /** Creates a pair that was not judged yet. */
    public static InstructionPair of(Instruction instruction, String response) {
        return new InstructionPair(instruction, response, null);
    }

    /** Returns a copy with this verdict. */
    public InstructionPair withVerdict(Verdict newVerdict) {
        return new InstructionPair(instruction, response, newVerdict);
    }

    /** Returns a copy with another instruction. */
    public InstructionPair withInstruction(Instruction newInstruction) {
        return new InstructionPair(newInstruction, response, verdict);
    }
}
