package io.augment.student;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.student.ModelAudit;

/**
 * Checks a new instruction that a student made. Implementations are safe for use by many threads.
 *
 * <pre>{@code
 * InstructionAudit audit = InstructionAudit.by(teacher);
 * }</pre>
 */
@FunctionalInterface
public interface InstructionAudit {
    /**
     * Returns a verdict: a score of 0.5 and more agrees with the student. An unscored verdict, where the check itself failed, counts
     * for nothing.
     */
    Verdict audit(Instruction seed, Instruction made, StageContext context);

    /**
     * Returns an audit that asks a model whether the new instruction is of the seed's kind, complete, sensible and in its language.
     * The prompt is {@code audit}; the temperature is 0.
     */
    static InstructionAudit by(ChatModel teacher) {
        return by(teacher, PromptLibrary.standard());
    }

    /** Returns an audit that asks a model in other words. */
    static InstructionAudit by(ChatModel teacher, PromptLibrary prompts) {
        return new ModelAudit(new Teacher(teacher, prompts, Sampling.ofTemperature(0)));
    }
}
