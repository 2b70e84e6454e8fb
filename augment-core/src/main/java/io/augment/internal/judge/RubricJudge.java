package io.augment.internal.judge;

import io.augment.Instruction;
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
import io.augment.judge.JudgeReply;
import io.augment.judge.QualityJudge;
import io.augment.judge.Rubric;
import io.augment.judge.Rubric.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a model for a score in every dimension of a rubric. */
public final class RubricJudge implements QualityJudge {
    private static final int MAX_REPLY_TOKENS = 1_024;

    /** Column of the user's own data that holds a reference answer. */
    private static final String REFERENCE = "reference";

    private final Teacher teacher;
    private final @Nullable Rubric rubric;
    private final Polling polling;

    /**
     * Creates a judge.
     *
     * @param rubric the rubric; null for the PAI rubric in the language of the prompt
     */
    public RubricJudge(Teacher teacher, @Nullable Rubric rubric, Polling polling) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.rubric = rubric;
        this.polling = Objects.requireNonNull(polling, "polling");
    }

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        PromptTemplate prompt = teacher.prompt("judge", pair.instruction());
        Rubric used = rubric != null ? rubric : PaiRubric.in(prompt.language());
        List<Vote> votes = new ArrayList<>();
        String problem = "";
        for (int i = 0; i < polling.votes(); i++) {
            try {
                votes.add(vote(prompt, used, pair, context));
            } catch (UnreadableReplyException | RejectedException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        return 2 * votes.size() > polling.votes() ? Votes.combined(votes, used, polling) : Verdict.unscored(problem);
    }

    private Vote vote(PromptTemplate prompt, Rubric used, InstructionPair pair, StageContext context) {
        if (!polling.oneCallEach()) {
            return ask(prompt, used.dimensions(), pair, context);
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        for (Dimension dimension : used.dimensions()) {
            Vote one = ask(prompt, List.of(dimension), pair, context);
            scores.putAll(one.scores());
            if (one.reason() != null) {
                reasons.add(dimension.name() + ": " + one.reason());
            }
        }
        return new Vote(scores, reasons.isEmpty() ? null : String.join(" ", reasons));
    }

    private Vote ask(PromptTemplate prompt, List<Dimension> dimensions, InstructionPair pair, StageContext context) {
        return context.ask(teacher.model(), request(prompt, dimensions, pair), response -> read(response, dimensions));
    }

    private ChatRequest request(PromptTemplate prompt, List<Dimension> dimensions, InstructionPair pair) {
        boolean chinese = prompt.language().equals("zh");
        String lines = dimensions.stream().map(RubricJudge::line).collect(Collectors.joining("\n"));
        String reference = reference(pair);
        RecordBlocks blocks = RecordBlocks.of(
                pair.instruction(), pair.response(), reference == null ? List.of() : List.of(reference));
        String shown = blocks.record();
        if (reference != null) {
            shown += (chinese
                            ? "\n\n可供对照的参考答案（与其不同的回答也可能是正确的）：\n\n"
                            : "\n\nA reference answer to compare with; a response may differ from it and be right:\n\n")
                    + blocks.list("reference", List.of(reference), "");
        }
        ChatRequest.Builder request = teacher.sampling()
                .applyTo(
                        prompt.request(Map.of("rubric", lines, "pair", shown)).replySchema(schema(dimensions)),
                        MAX_REPLY_TOKENS);
        return (polling.tokenProbabilities() ? request.topLogprobs(ScoreTokens.WANTED) : request).build();
    }

    private static String line(Dimension dimension) {
        String anchors = dimension.anchors().isEmpty()
                ? ""
                : " ("
                        + dimension.anchors().entrySet().stream()
                                .map(anchor -> plain(anchor.getKey()) + ": " + anchor.getValue())
                                .collect(Collectors.joining("; "))
                        + ")";
        return "- " + dimension.name() + " (" + plain(dimension.min()) + "-" + plain(dimension.max()) + "): "
                + dimension.description() + anchors;
    }

    /** Returns the reference answer: a column of that name, or the response that the instruction was read with. */
    private static @Nullable String reference(InstructionPair pair) {
        Instruction instruction = pair.instruction();
        String given = instruction.metadata().get(REFERENCE);
        if (given != null && !given.isBlank()) {
            return given;
        }
        String known = instruction.response();
        return known == null
                        || known.isBlank()
                        || known.strip().equals(pair.response().strip())
                ? null
                : known;
    }

    private static JsonSchema schema(List<Dimension> dimensions) {
        JsonSchema.Builder scores = JsonSchema.named("scores");
        for (Dimension dimension : dimensions) {
            scores.number(dimension.name(), plain(dimension.min()) + " to " + plain(dimension.max()));
        }
        // The reason comes first, so that the scores follow from it.
        return JsonSchema.named("judgment")
                .string("reason", "what is right and what is wrong, in one or two sentences")
                .object("scores", scores.build())
                .build();
    }

    private Vote read(ChatResponse response, List<Dimension> dimensions) {
        JsonReply reply;
        try {
            reply = JsonReply.of(response);
        } catch (UnreadableReplyException problem) {
            Dimension only = dimensions.get(0);
            Double rating = dimensions.size() == 1 && problem.isRepairable()
                    ? JudgeReply.read(response.text(), only.min(), only.max()).rating()
                    : null;
            if (rating == null) {
                throw problem;
            }
            return new Vote(
                    Map.of(only.name(), only.normalized(rating)),
                    response.text().strip());
        }
        JsonReply scores = reply.requireObject("scores");
        Map<String, Double> normalized = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            double written = scores.requireNumber(dimension.name(), dimension.min(), dimension.max());
            Double expected = polling.tokenProbabilities() ? ScoreTokens.expected(response, dimension) : null;
            normalized.put(dimension.name(), dimension.normalized(expected == null ? written : expected));
        }
        return new Vote(normalized, reply.optionalString("reason"));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public String name() {
        return "rubric-judge";
    }
}
