package io.augment.internal.judge;

import io.augment.InstructionPair;
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
import io.augment.judge.QualityJudge;
import io.augment.judge.Rubric;
import io.augment.judge.Rubric.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a model for a score in every dimension of a rubric, in one call. */
public final class RubricJudge implements QualityJudge {
    private static final int MAX_REPLY_TOKENS = 1_024;

    private final Teacher teacher;
    private final @Nullable Rubric rubric;

    /**
     * Creates a judge.
     *
     * @param rubric the rubric; null for the PAI rubric in the language of the prompt
     */
    public RubricJudge(Teacher teacher, @Nullable Rubric rubric) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.rubric = rubric;
    }

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        PromptTemplate prompt = teacher.prompt("judge", pair.instruction());
        Rubric used = rubric != null ? rubric : PaiRubric.in(prompt.language());
        ChatRequest request = request(prompt, used, pair);
        try {
            return context.ask(teacher.model(), request, response -> read(response, used));
        } catch (UnreadableReplyException | RejectedException e) {
            return Verdict.unscored(String.valueOf(e.getMessage()));
        }
    }

    private ChatRequest request(PromptTemplate prompt, Rubric used, InstructionPair pair) {
        String lines = used.dimensions().stream()
                .map(dimension -> "- " + dimension.name() + " (" + plain(dimension.min()) + "-" + plain(dimension.max())
                        + "): " + dimension.description())
                .collect(Collectors.joining("\n"));
        Map<String, String> values = Map.of(
                "rubric",
                lines,
                "pair",
                RecordBlocks.of(pair.instruction(), pair.response(), List.of()).record());
        return teacher.sampling()
                .applyTo(prompt.request(values).replySchema(schema(used)), MAX_REPLY_TOKENS)
                .build();
    }

    private static JsonSchema schema(Rubric rubric) {
        JsonSchema.Builder scores = JsonSchema.named("scores");
        for (Dimension dimension : rubric.dimensions()) {
            scores.number(dimension.name(), plain(dimension.min()) + " to " + plain(dimension.max()));
        }
        // The reason comes first, so that the scores follow from it.
        return JsonSchema.named("judgment")
                .string("reason", "what is right and what is wrong, in one or two sentences")
                .object("scores", scores.build())
                .build();
    }

    private static Verdict read(ChatResponse response, Rubric rubric) {
        JsonReply reply = JsonReply.of(response);
        JsonReply scores = reply.requireObject("scores");
        double sum = 0;
        double weights = 0;
        double[] normalized = new double[rubric.dimensions().size()];
        for (int i = 0; i < normalized.length; i++) {
            Dimension dimension = rubric.dimensions().get(i);
            double score = scores.requireNumber(dimension.name(), dimension.min(), dimension.max());
            normalized[i] = dimension.normalized(score);
            sum += dimension.weight() * normalized[i];
            weights += dimension.weight();
        }
        Verdict.Builder verdict = Verdict.scored(Math.min(1, sum / weights)).reason(reply.optionalString("reason"));
        for (int i = 0; i < normalized.length; i++) {
            verdict.dimension(rubric.dimensions().get(i).name(), normalized[i]);
        }
        return verdict.build();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public String name() {
        return "rubric-judge";
    }
}
