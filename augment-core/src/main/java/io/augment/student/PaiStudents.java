package io.augment.student;

import io.augment.chat.ChatModel;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.refine.InstructionRefiner;

/**
 * Makes strategies of the students that Alibaba PAI released with the paper (arXiv 2412.04871): Qwen2-Instruct-Exp,
 * -Refine and -Response-Exp, in 1.5B and 7B. The model given is whatever runs the student: a server, a child process or
 * the engine in this process.
 *
 * <pre>{@code
 * InstructionExpander expander = PaiStudents.expander(student).perSeed(4);
 * }</pre>
 */
public final class PaiStudents {
    private PaiStudents() {}

    /**
     * Returns an expander over an {@code -Exp} model: one call for each new instruction, each with a sampling seed of its
     * own. Replies are checked like those of any expander.
     */
    public static InstructionExpander expander(ChatModel model) {
        return StudentProfile.exp().expander(model);
    }

    /** Returns a refiner over a {@code -Refine} model, asked as on its model card. */
    public static InstructionRefiner refiner(ChatModel model) {
        return StudentProfile.refine().refiner(model);
    }

    /**
     * Returns a generator over a {@code -Response-Exp} model: it keeps the pair that an instruction came with, and adds new
     * pairs of the same kind, as many as are wanted for each instruction. An instruction without a response is rejected.
     */
    public static PairGenerator pairGenerator(ChatModel model) {
        return StudentProfile.responseExp().pairGenerator(model);
    }
}
