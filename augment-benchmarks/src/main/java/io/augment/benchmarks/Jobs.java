package io.augment.benchmarks;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.judge.Threshold;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.PairSteps;
import io.augment.pipeline.StreamingPipeline;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the pipelines that the programs run. */
final class Jobs {
    /** Calls for each seed of {@link #threeStages}: one to expand; one to answer and one to judge the seed and its child. */
    static final int CALLS_PER_SEED = 5;

    static final int MAX_TOKENS = 120;
    private static final Pattern CALL = Pattern.compile("<<([^>]*)>>");

    private Jobs() {}

    /**
     * Expands, answers and judges: five calls for each seed.
     *
     * @param acknowledged hears of each call whose reply a strategy holds in its hands, by {@link #callIn}'s name
     */
    static PairSteps<StreamingPipeline> threeStages(ChatModel model, Consumer<String> acknowledged) {
        return AugmentationPipeline.builder()
                .expand((seed, context) ->
                        List.of(Instruction.of(ask(model, context, "Vary this", seed.text(), acknowledged))))
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction, ask(model, context, "Answer", instruction.text(), acknowledged))))
                .judge(
                        (pair, context) -> {
                            String opinion = ask(model, context, "Judge", pair.response(), acknowledged);
                            return Verdict.scored(opinion.hashCode() % 5 == 0 ? 0.2 : 0.9)
                                    .build();
                        },
                        Threshold.atLeast(0.5));
    }

    /** Answers each seed: one call. */
    static PairSteps<StreamingPipeline> oneStage(ChatModel model) {
        return AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(model, request(instruction.text())).text())));
    }

    static ChatRequest request(String text) {
        return ChatRequest.of(text).toBuilder().maxTokens(MAX_TOKENS).build();
    }

    private static String ask(
            ChatModel model, StageContext context, String what, String text, Consumer<String> acknowledged) {
        String call = context.recordId() + "/" + context.stage();
        String reply = context.chat(model, request(what + " <<" + call + ">>: " + text))
                .text();
        acknowledged.accept(call);
        return reply;
    }

    /** Returns the name of the call in a request's body. */
    static String callIn(String body) {
        Matcher matcher = CALL.matcher(body);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No call is named in " + body);
        }
        return matcher.group(1);
    }
}
