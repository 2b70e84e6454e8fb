package io.augment.internal.student;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.internal.check.Defect;
import io.augment.internal.check.InstructionCandidate;
import io.augment.refine.InstructionRefiner;
import io.augment.student.StudentProfile;
import java.util.Objects;

/** Asks a student for a clearer form of an instruction, and keeps the original where that fails. */
public final class StudentRefiner implements InstructionRefiner {
    private final StudentProfile profile;
    private final ChatModel model;

    /** Creates a refiner. */
    public StudentRefiner(StudentProfile profile, ChatModel model) {
        this.profile = profile;
        this.model = Objects.requireNonNull(model, "model");
    }

    @Override
    public Instruction refine(Instruction instruction, StageContext context) {
        Sendable.check(instruction.text(), context);
        StudentReply reply = StudentReply.of(profile, context.chat(model, profile.request(instruction)));
        Defect defect =
                reply.defect() != null ? reply.defect() : InstructionCandidate.refined(instruction, reply.text());
        Instruction refined = instruction.withText(reply.text());
        if (defect == null) {
            return refined;
        }
        context.reject(refined, defect.reason(), defect.detail());
        return instruction;
    }

    @Override
    public String name() {
        return "student-refiner";
    }
}
