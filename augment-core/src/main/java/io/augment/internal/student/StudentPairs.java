package io.augment.internal.student;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.generate.PairGenerator;
import io.augment.internal.check.Defect;
import io.augment.internal.check.Echo;
import io.augment.internal.check.InstructionCandidate;
import io.augment.internal.check.ResponseCandidate;
import io.augment.student.ControlTokens;
import io.augment.student.PairCodec;
import io.augment.student.StudentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a student some pairs and asks for more of their kind. */
public final class StudentPairs implements PairGenerator {
    /** Examples that are looked at for each pair that is shown: some have no response yet. */
    private static final int CHOICE = 8;

    /** A longer example costs more than it shows. */
    private static final int MAX_EXAMPLE = 4_000;

    private final StudentProfile profile;
    private final ChatModel model;

    /** Creates a generator. */
    public StudentPairs(StudentProfile profile, ChatModel model) {
        this.profile = profile;
        this.model = Objects.requireNonNull(model, "model");
    }

    @Override
    public List<InstructionPair> generate(Instruction instruction, StageContext context) {
        String response = instruction.response();
        if (response == null || response.isBlank() || instruction.prompt().isBlank()) {
            throw context.rejected("no-response", "a student that expands pairs must be shown a whole one");
        }
        Sendable.check(instruction.prompt(), context);
        Sendable.check(response, context);
        InstructionPair own = InstructionPair.of(instruction, response);
        List<InstructionPair> shown = shown(own, context);
        ChatRequest request = profile.request(shown);
        List<InstructionPair> pairs = new ArrayList<>(List.of(own));
        int wanted = context.wanted();
        for (int sample = 0; sample < wanted && pairs.size() <= wanted; sample++) {
            ChatResponse reply = context.chat(model, request);
            StudentReply read = StudentReply.of(profile, reply);
            List<InstructionPair> made = PairCodec.read(read.text(), reply.isTruncated());
            Defect defect = read.defect();
            if (made.isEmpty() || (defect != null && !reply.isTruncated())) {
                Defect reason = defect == null ? Defect.of("no-pair") : defect;
                context.reject(Instruction.of(read.text()), reason.reason(), reason.detail());
                continue;
            }
            for (InstructionPair pair : made.subList(0, Math.min(made.size(), wanted + 1 - pairs.size()))) {
                add(pair, own, shown, pairs, context);
            }
        }
        return List.copyOf(pairs);
    }

    /** Returns the pairs to show, the instruction's own one last. */
    private List<InstructionPair> shown(InstructionPair own, StageContext context) {
        List<InstructionPair> shown = new ArrayList<>();
        if (profile.pairs() > 1) {
            for (Example example : context.exemplars(CHOICE * (profile.pairs() - 1))) {
                String response = example.response();
                if (shown.size() < profile.pairs() - 1 && response != null && isFit(example.instruction(), response)) {
                    shown.add(InstructionPair.of(example.instruction(), response));
                }
            }
        }
        shown.add(own);
        return shown;
    }

    private static boolean isFit(Instruction instruction, String response) {
        String prompt = instruction.prompt();
        return !prompt.isBlank()
                && !response.isBlank()
                && prompt.length() + response.length() <= MAX_EXAMPLE
                && ControlTokens.find(prompt) == null
                && ControlTokens.find(response) == null;
    }

    private static void add(
            InstructionPair made,
            InstructionPair own,
            List<InstructionPair> shown,
            List<InstructionPair> pairs,
            StageContext context) {
        InstructionPair pair = made.withInstruction(made.instruction().toBuilder()
                .system(own.instruction().system())
                .build());
        Defect defect = defect(pair, own, shown, pairs);
        if (defect == null) {
            pairs.add(pair);
        } else {
            context.reject(pair, defect.reason(), defect.detail());
        }
    }

    private static @Nullable Defect defect(
            InstructionPair pair, InstructionPair own, List<InstructionPair> shown, List<InstructionPair> pairs) {
        String text = pair.instruction().text();
        Defect defect = InstructionCandidate.expanded(own.instruction(), text);
        if (defect != null) {
            return defect;
        }
        if (shown.stream().anyMatch(other -> Echo.of(text, other.instruction().prompt()))) {
            return new Defect("echo", "of a pair in the prompt");
        }
        if (pairs.stream().anyMatch(other -> Echo.of(text, other.instruction().prompt()))) {
            return Defect.of("duplicate");
        }
        return ResponseCandidate.find(pair.instruction(), pair.response());
    }

    @Override
    public String name() {
        return "student-pairs";
    }
}
