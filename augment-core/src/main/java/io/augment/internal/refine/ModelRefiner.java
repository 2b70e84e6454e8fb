package io.augment.internal.refine;

import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonReply;
import io.augment.chat.JsonSchema;
import io.augment.chat.PromptTemplate;
import io.augment.internal.chat.prompt.ExampleText;
import io.augment.internal.chat.prompt.InContextExamples;
import io.augment.internal.chat.prompt.RecordBlocks;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.chat.prompt.Words;
import io.augment.internal.check.Defect;
import io.augment.internal.check.InstructionCandidate;
import io.augment.refine.InstructionRefiner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a model for a clearer, more detailed form of an instruction, and keeps the original where that fails. */
public final class ModelRefiner implements InstructionRefiner {
    private static final JsonSchema REPLY = JsonSchema.named("instruction")
            .string("instruction", "the rewritten instruction")
            .build();

    private static final int MIN_REPLY_TOKENS = 1_024;
    private static final int MAX_REPLY_TOKENS = 8_192;

    private final Teacher teacher;
    private final int examples;

    /**
     * Creates a refiner.
     *
     * @param examples how many hand-written examples a prompt shows
     */
    public ModelRefiner(Teacher teacher, int examples) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.examples = examples;
    }

    @Override
    public Instruction refine(Instruction instruction, StageContext context) {
        Draft draft;
        try {
            draft = context.ask(teacher.model(), request(instruction), ModelRefiner::read);
        } catch (RejectedException declined) {
            draft = new Draft(Objects.requireNonNullElse(declined.detail(), ""), Defect.of(declined.reason()));
        }
        Defect defect =
                draft.defect() != null ? draft.defect() : InstructionCandidate.refined(instruction, draft.text());
        Instruction refined = instruction.withText(draft.text());
        if (defect == null) {
            return refined;
        }
        context.reject(refined, defect.reason(), defect.detail());
        return instruction;
    }

    private ChatRequest request(Instruction instruction) {
        PromptTemplate prompt = teacher.prompt("refine", instruction);
        String examplesText = ExampleText.refinements(
                InContextExamples.of(prompt.language()).pick(instruction.task(), instruction.text(), examples),
                Words.of(prompt.language()));
        Map<String, String> values = Map.of(
                "examples",
                examplesText,
                "instruction",
                RecordBlocks.of(instruction, null, List.of()).record());
        int maxTokens = Math.min(
                MAX_REPLY_TOKENS,
                Math.max(MIN_REPLY_TOKENS, 2 * instruction.text().length()));
        return teacher.sampling()
                .applyTo(prompt.request(values).replySchema(REPLY), maxTokens)
                .build();
    }

    private static Draft read(ChatResponse response) {
        // Asking again would end at the limit again, and there is an original to go on with.
        if (response.isTruncated()) {
            return new Draft(response.text(), Defect.of("truncated"));
        }
        return new Draft(JsonReply.of(response).requireString("instruction"), null);
    }

    @Override
    public String name() {
        return "model-refiner";
    }

    /** Is what came back, and what is already known to be wrong with it. */
    private record Draft(String text, @Nullable Defect defect) {}
}
