package io.augment.internal.student;

import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonReply;
import io.augment.chat.JsonSchema;
import io.augment.chat.PromptTemplate;
import io.augment.chat.UnreadableReplyException;
import io.augment.internal.chat.prompt.RecordBlocks;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.student.InstructionAudit;
import java.util.List;
import java.util.Map;

/**
 * Asks a teacher about a student's work.
 *
 * @param teacher the model
 */
public record ModelAudit(Teacher teacher) implements InstructionAudit {
    private static final int MAX_REPLY_TOKENS = 512;
    private static final JsonSchema REPLY = JsonSchema.named("audit")
            .string("reason", "what decides, in one sentence")
            .bool("good", "whether the new instruction is good")
            .build();

    @Override
    public Verdict audit(Instruction seed, Instruction made, StageContext context) {
        PromptTemplate prompt = teacher.prompt("audit", seed);
        RecordBlocks blocks = RecordBlocks.of(seed, null, List.of(made.prompt()));
        Map<String, String> values =
                Map.of("seed", blocks.record(), "candidate", blocks.list("new", List.of(made.prompt()), ""));
        ChatRequest request = teacher.sampling()
                .applyTo(prompt.request(values).replySchema(REPLY), MAX_REPLY_TOKENS)
                .build();
        try {
            return context.ask(teacher.model(), request, ModelAudit::read);
        } catch (UnreadableReplyException | RejectedException e) {
            return Verdict.unscored("the audit could not be read");
        }
    }

    private static Verdict read(ChatResponse response) {
        JsonReply reply = JsonReply.of(response);
        return Verdict.scored(reply.requireBoolean("good") ? 1 : 0)
                .reason(reply.optionalString("reason"))
                .build();
    }
}
