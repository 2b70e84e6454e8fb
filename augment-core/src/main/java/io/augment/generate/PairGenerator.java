package io.augment.generate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.internal.util.Names;
import java.util.List;

/**
 * Makes pairs from an instruction: usually the same instruction with one or several responses.
 *
 * <p>Implementations are safe for use by many threads. The first pair keeps the instruction's identifier; the others are
 * named {@code <parent>/generate<n>}.
 *
 * <pre>{@code
 * PairGenerator responses = PairGenerator.responses(teacher).perInstruction(2);
 * PairGenerator cautious = PairGenerator.responsesBuilder(teacher).sampling(Sampling.ofTemperature(0.2)).build();
 * }</pre>
 */
@FunctionalInterface
public interface PairGenerator {
    /**
     * Makes pairs; an empty list means that the instruction is rejected as {@code no-response}.
     *
     * @throws io.augment.RejectedException if no usable response came out
     */
    List<InstructionPair> generate(Instruction instruction, StageContext context);

    /** Returns how many responses are wanted for each instruction. */
    default int wanted() {
        return 1;
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }

    /**
     * Returns the generator to use in one run. One that counts what it sees returns a fresh copy of itself, so that no run knows
     * of another one; all others return themselves.
     */
    default PairGenerator forRun() {
        return this;
    }

    /** Returns what a user should know of the generating so far; a run puts it among its warnings when it ends. */
    default List<String> notices() {
        return List.of();
    }

    /**
     * Returns this generator, asking for another number of responses for each instruction.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    default PairGenerator perInstruction(int number) {
        return new WantedGenerator(this, number);
    }

    /**
     * Returns a generator that asks a model for responses, with the record's system prompt and conversation and in the words
     * in which the student will be asked. An instruction that has a response keeps it, and no model is called.
     *
     * <p>Refusals, echoes, empty, repeating and truncated responses, meta-text, and drift into a language that the record
     * does not speak of are turned down, each with its reason.
     */
    static PairGenerator responses(ChatModel model) {
        return responsesBuilder(model).build();
    }

    /** Starts a generator that asks a model for responses, with options. */
    static ResponsesBuilder responsesBuilder(ChatModel model) {
        return new ResponsesBuilder(model);
    }

    /** Returns the generator that keeps the response which each instruction came with, and calls no model. */
    static PairGenerator existing() {
        return new ExistingResponses();
    }
}
