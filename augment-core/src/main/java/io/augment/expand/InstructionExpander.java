package io.augment.expand;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.internal.expand.rules.RuleExpander;
import io.augment.internal.util.Names;
import java.util.List;

/**
 * Makes new instructions from one: the same task type, different content.
 *
 * <p>Implementations are safe for use by many threads. The engine names the children {@code <parent>/expand<n>}, and gives
 * them the parent's task, language, origin and metadata where they have none of their own.
 *
 * <pre>{@code
 * InstructionExpander french = (seed, context) ->
 *     List.of(Instruction.of("Answer in French: " + seed.text()));
 * }</pre>
 */
@FunctionalInterface
public interface InstructionExpander {
    /**
     * Makes new instructions; an empty list where none can be made.
     *
     * @throws io.augment.RejectedException if nothing usable came out; the seed itself goes on
     */
    List<Instruction> expand(Instruction seed, StageContext context);

    /**
     * Returns an expander that asks a model for new instructions: the seed's language, task type, length and system prompt,
     * other content, complete without the seed's input and conversation.
     *
     * <p>Refusals, echoes, duplicates, meta-text, answers, drift into another language and texts that are empty, too long or
     * not complete are turned down one by one, each with its reason. A reply that cannot be read after the repair round, or
     * that ran into the output limit, fails the seed's expansion.
     */
    static InstructionExpander using(ChatModel model) {
        return builder(model).build();
    }

    /** Starts an expander that asks a model, with options. */
    static ExpanderBuilder builder(ChatModel model) {
        return new ExpanderBuilder(model);
    }

    /**
     * Returns the expander that needs no model: it says the same in other words, so that the seed's own response stays
     * right and is kept. English and Chinese; a seed that it cannot reword safely has no children.
     */
    static InstructionExpander rules() {
        return new RuleExpander();
    }

    /** Returns how many instructions are wanted for each seed. */
    default int wanted() {
        return 1;
    }

    /** Returns the name in provenance. */
    default String name() {
        return Names.of(this);
    }

    /**
     * Returns the expander to use in one run. One that learns from the records of a run returns a fresh copy of itself, so that
     * no run knows of another one; all others return themselves.
     */
    default InstructionExpander forRun() {
        return this;
    }

    /** Returns what a user should know of the expanding so far; a run puts it among its warnings when it ends. */
    default List<String> notices() {
        return List.of();
    }

    /**
     * Returns this expander, asking for another number of instructions for each seed.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    default InstructionExpander perSeed(int number) {
        return new WantedExpander(this, number);
    }
}
