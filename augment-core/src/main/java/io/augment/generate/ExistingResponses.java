package io.augment.generate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import java.util.List;

/** Pairs an instruction with the response that it came with. */
record ExistingResponses() implements PairGenerator {
    @Override
    public List<InstructionPair> generate(Instruction instruction, StageContext context) {
        String response = instruction.response();
        if (response == null || response.isBlank()) {
            throw context.rejected("no-response");
        }
        return List.of(InstructionPair.of(instruction, response));
    }

    @Override
    public String name() {
        return "existing";
    }
}
