package io.augment.expand;

import io.augment.Instruction;
import io.augment.StageContext;
import java.util.List;

/** Asks an expander for a number of results. */
record WantedExpander(InstructionExpander expander, int wanted) implements InstructionExpander {
    WantedExpander {
        if (wanted < 1) {
            throw new IllegalArgumentException("At least 1 instruction for each seed is wanted, but was " + wanted);
        }
    }

    @Override
    public List<Instruction> expand(Instruction seed, StageContext context) {
        return expander.expand(seed, context);
    }

    @Override
    public String name() {
        return expander.name();
    }

    @Override
    public InstructionExpander forRun() {
        return new WantedExpander(expander.forRun(), wanted);
    }

    @Override
    public List<String> notices() {
        return expander.notices();
    }

    @Override
    public InstructionExpander perSeed(int number) {
        return expander.perSeed(number);
    }
}
