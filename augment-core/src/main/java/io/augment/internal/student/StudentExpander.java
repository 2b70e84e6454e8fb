package io.augment.internal.student;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.expand.InstructionExpander;
import io.augment.internal.check.Defect;
import io.augment.internal.check.Echo;
import io.augment.internal.check.InstructionCandidate;
import io.augment.student.StudentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a student for one new instruction at a time, as often as instructions are wanted. */
public final class StudentExpander implements InstructionExpander {
    private final StudentProfile profile;
    private final ChatModel model;

    /** Creates an expander. */
    public StudentExpander(StudentProfile profile, ChatModel model) {
        this.profile = profile;
        this.model = Objects.requireNonNull(model, "model");
    }

    @Override
    public List<Instruction> expand(Instruction seed, StageContext context) {
        Sendable.check(seed.prompt(), context);
        ChatRequest request = profile.request(seed);
        List<Instruction> children = new ArrayList<>();
        for (int sample = 0; sample < context.wanted(); sample++) {
            StudentReply reply = StudentReply.of(profile, context.chat(model, request));
            Instruction child =
                    Instruction.builder(reply.text()).system(seed.system()).build();
            Defect defect = defect(seed, reply, children);
            if (defect == null) {
                children.add(child);
            } else {
                context.reject(child, defect.reason(), defect.detail());
            }
        }
        return List.copyOf(children);
    }

    private static @Nullable Defect defect(Instruction seed, StudentReply reply, List<Instruction> earlier) {
        Defect defect = reply.defect() != null ? reply.defect() : InstructionCandidate.expanded(seed, reply.text());
        if (defect != null) {
            return defect;
        }
        return earlier.stream().anyMatch(other -> Echo.of(reply.text(), other.text())) ? Defect.of("duplicate") : null;
    }

    @Override
    public String name() {
        return "student-expander";
    }
}
