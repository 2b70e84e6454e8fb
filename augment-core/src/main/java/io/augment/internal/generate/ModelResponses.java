package io.augment.internal.generate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.PromptTemplate;
import io.augment.generate.PairGenerator;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.chat.reply.Reasoning;
import io.augment.internal.check.Defect;
import io.augment.internal.check.ResponseCandidate;
import io.augment.internal.check.Truncation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a model for responses, in the words in which the student will be asked. */
public final class ModelResponses implements PairGenerator {
    private final Teacher teacher;
    private final boolean regenerate;

    /**
     * Creates a generator.
     *
     * @param regenerate whether instructions that have a response get a new one
     */
    public ModelResponses(Teacher teacher, boolean regenerate) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.regenerate = regenerate;
    }

    @Override
    public List<InstructionPair> generate(Instruction instruction, StageContext context) {
        String existing = instruction.response();
        if (existing != null && !existing.isBlank() && !regenerate) {
            return List.of(InstructionPair.of(instruction, existing));
        }
        ChatRequest request = request(instruction, context);
        List<InstructionPair> good = new ArrayList<>();
        List<Turned> bad = new ArrayList<>();
        for (int sample = 0; sample < context.wanted(); sample++) {
            ChatResponse response = context.chat(teacher.model(), request);
            String stripped = Reasoning.strip(response.text());
            String text = stripped == null ? "" : stripped;
            InstructionPair pair = InstructionPair.of(instruction, text);
            Defect defect = defect(instruction, response, text);
            if (defect == null
                    && good.stream().anyMatch(other -> other.response().equals(text))) {
                defect = Defect.of("duplicate");
            }
            if (defect == null) {
                good.add(pair);
            } else {
                bad.add(new Turned(pair, defect));
            }
        }
        if (good.isEmpty()) {
            // The first one's reason stands for the record itself, so that each sample is counted once.
            Defect first = bad.remove(0).defect();
            rejectAll(bad, context);
            throw first.detail() == null
                    ? context.rejected(first.reason())
                    : context.rejected(first.reason(), first.detail());
        }
        rejectAll(bad, context);
        return List.copyOf(good);
    }

    private static void rejectAll(List<Turned> bad, StageContext context) {
        for (Turned turned : bad) {
            context.reject(
                    turned.pair(), turned.defect().reason(), turned.defect().detail());
        }
    }

    private static @Nullable Defect defect(Instruction instruction, ChatResponse response, String text) {
        if (response.refusal() != null) {
            return new Defect("refusal", response.refusal());
        }
        if (response.isTruncated()) {
            return Defect.of("truncated");
        }
        if (response.finishReason().equals(FinishReason.CONTENT_FILTER)) {
            return Defect.of("content-filtered");
        }
        if (response.finishReason().equals(FinishReason.UNKNOWN) && Truncation.is(text)) {
            return new Defect("truncated", "the text stops in the middle, and the server did not say why");
        }
        return ResponseCandidate.find(instruction, text);
    }

    private ChatRequest request(Instruction instruction, StageContext context) {
        PromptTemplate prompt = teacher.prompt("respond", instruction);
        return teacher.sampling()
                .applyTo(Conversation.request(prompt, instruction, context), ChatRequest.DEFAULT_MAX_TOKENS)
                .build();
    }

    @Override
    public String name() {
        return "model-responses";
    }

    /** Is a sample that must not be used, and why. */
    private record Turned(InstructionPair pair, Defect defect) {}
}
