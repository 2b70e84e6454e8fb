package io.augment.internal.judge;

import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonSchema;
import io.augment.chat.PromptTemplate;
import io.augment.chat.UnreadableReplyException;
import io.augment.internal.chat.prompt.RecordBlocks;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.judge.JudgeReply;
import io.augment.judge.OrderedJudge;
import io.augment.judge.Preference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model which of two texts is better, in the order given.
 *
 * @param teacher the model
 * @param promptId name of the prompt: {@code compare} or {@code compare-instructions}
 */
public record ModelComparer(Teacher teacher, String promptId) implements OrderedJudge {
    private static final int MAX_REPLY_TOKENS = 1_024;
    private static final JsonSchema SCHEMA = JsonSchema.named("comparison")
            .string("reason", "what decides, in one or two sentences")
            .choice("winner", "the better one, or tie", List.of("A", "B", "tie"))
            .build();

    @Override
    public @Nullable Preference prefer(
            Instruction instruction, String shownFirst, String shownSecond, StageContext context) {
        PromptTemplate prompt = teacher.prompt(promptId, instruction);
        RecordBlocks blocks = RecordBlocks.of(instruction, null, List.of(shownFirst, shownSecond));
        ChatRequest request = teacher.sampling()
                .applyTo(
                        prompt.request(Map.of(
                                        "instruction",
                                        blocks.record(),
                                        "first",
                                        blocks.list("A", List.of(shownFirst), ""),
                                        "second",
                                        blocks.list("B", List.of(shownSecond), "")))
                                .replySchema(SCHEMA),
                        MAX_REPLY_TOKENS)
                .build();
        try {
            return context.ask(teacher.model(), request, ModelComparer::read);
        } catch (UnreadableReplyException | RejectedException e) {
            return null;
        }
    }

    private static Preference read(ChatResponse response) {
        if (response.isTruncated()) {
            throw UnreadableReplyException.truncated();
        }
        Preference winner = JudgeReply.read(response.text()).winner();
        if (winner == null) {
            throw UnreadableReplyException.of(
                    "The reply does not say which one is better: \"winner\" must be A, B or tie.");
        }
        return winner;
    }
}
