package io.augment.generate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import java.util.List;

/** Asks a generator for a number of results. */
record WantedGenerator(PairGenerator generator, int wanted) implements PairGenerator {
    WantedGenerator {
        if (wanted < 1) {
            throw new IllegalArgumentException("At least 1 response for each instruction is wanted, but was " + wanted);
        }
    }

    @Override
    public List<InstructionPair> generate(Instruction instruction, StageContext context) {
        return generator.generate(instruction, context);
    }

    @Override
    public String name() {
        return generator.name();
    }

    @Override
    public PairGenerator forRun() {
        return new WantedGenerator(generator.forRun(), wanted);
    }

    @Override
    public List<String> notices() {
        return generator.notices();
    }

    @Override
    public PairGenerator perInstruction(int number) {
        return generator.perInstruction(number);
    }
}
