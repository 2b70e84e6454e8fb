package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.refine.InstructionRefiner;
import io.augment.run.Estimate;
import io.augment.run.ModelSpend;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.task.TaskMix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateTest {
    private static final String ANSWER =
            "A river begins at its source, gathers other streams on its way, and ends in the sea.";

    private final AtomicInteger calls = new AtomicInteger();

    /** Answers what the strategies ask for; bills a token for every four bytes. */
    private final ChatModel teacher = ChatModel.described(
            ModelInfo.builder("test/teacher").price(Price.perMillion("1", "2")).build(), this::answer);

    private ChatResponse answer(ChatRequest request) {
        int call = calls.incrementAndGet();
        String text = ANSWER;
        if (request.replySchema() != null) {
            text = switch (request.replySchema().propertyNames().get(0)) {
                case "instructions" ->
                    IntStream.rangeClosed(1, 2)
                            .mapToObj(i ->
                                    "\"Describe how lake number " + call + i + " came to be, in a few plain words.\"")
                            .collect(Collectors.joining(",", "{\"instructions\":[", "]}"));
                case "instruction" ->
                    "{\"instruction\":\"Describe river number " + call
                            + " in two plain sentences, and say where it ends.\"}";
                default ->
                    "{\"reason\":\"It says what was asked for.\",\"scores\":{\"informativeness\":8,"
                            + "\"helpfulness\":8,\"generalization\":7,\"correctness\":1}}";
            };
        }
        long prompt = request.messages().stream()
                .mapToLong(message -> message.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return ChatResponse.builder(text)
                .usage(Usage.of(prompt / 4, text.length() / 4))
                .build();
    }

    private static Source seeds(int count, boolean answered) {
        return Source.of(IntStream.range(0, count)
                .mapToObj(i -> Instruction.builder("Describe river number " + i + " in two sentences.")
                        .id("s" + i)
                        .response(answered ? ANSWER : null)
                        .build())
                .toList());
    }

    @Test
    void saysForEachStageWhatARunThenAsks(@TempDir Path temp) {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .expand(InstructionExpander.using(teacher).perSeed(2))
                .refine(InstructionRefiner.using(teacher))
                .generate(PairGenerator.responses(teacher))
                .judge(QualityJudge.rubric(teacher), Threshold.atLeast(0.5))
                .build();
        Estimate estimate = pipeline.estimate(seeds(30, true));
        assertThat(calls).hasValue(0);
        assertThat(estimate.seeds()).isEqualTo(30);
        assertThat(estimate.stages())
                .extracting(Estimate.Stage::stage)
                .containsExactly("expand", "refine", "generate", "judge");

        RunReport report = pipeline.run(seeds(30, true), RunDirectory.at(temp));
        for (Estimate.Stage stage : estimate.stages()) {
            ModelSpend spend = report.spend().stream()
                    .filter(one -> one.stage().equals(stage.stage()))
                    .findFirst()
                    .orElseThrow();
            assertThat(spend.model()).isEqualTo(stage.model());
            assertThat(spend.requests())
                    .as(stage.stage())
                    .isBetween(stage.requests().low(), stage.requests().high());
            assertThat(spend.promptTokens())
                    .as("prompt tokens of %s", stage.stage())
                    .isBetween(stage.promptTokens().low(), stage.promptTokens().high());
            assertThat(spend.completionTokens())
                    .as("completion tokens of %s", stage.stage())
                    .isBetween(
                            stage.completionTokens().low(),
                            stage.completionTokens().high());
        }
        assertThat(report.costUsd())
                .isBetween(estimate.costUsd().low(), estimate.costUsd().high());
    }

    @Test
    void aPilotIsScaledToAllSeedsAndNotPaidAgain(@TempDir Path temp) {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .expand(InstructionExpander.using(teacher).perSeed(2))
                .generate(PairGenerator.responses(teacher))
                .build();
        Source seeds = seeds(100, true);
        Estimate estimate = pipeline.estimate(seeds, 10, RunDirectory.at(temp));
        int paid = calls.get();
        assertThat(paid).isPositive().isLessThan(60);
        assertThat(estimate.seeds()).isEqualTo(100);
        assertThat(estimate.looked()).isEqualTo(10);
        assertThat(estimate.requests().expected()).isEqualTo(10L * paid);
        assertThat(temp.resolve("kept.jsonl")).doesNotExist();

        RunReport report = pipeline.run(seeds, RunDirectory.at(temp));
        assertThat(report.replayed()).isEqualTo(paid);
        assertThat(report.requests())
                .isEqualTo(calls.get())
                .isBetween(estimate.requests().low(), estimate.requests().high());
        assertThat(report.promptTokens())
                .isBetween(
                        estimate.promptTokens().low(), estimate.promptTokens().high());
        assertThat(report.costUsd())
                .isBetween(estimate.costUsd().low(), estimate.costUsd().high());
        assertThat(estimate.stages()).extracting(Estimate.Stage::stage).containsExactly("expand", "generate");

        Estimate again = pipeline.estimate(seeds, 10, RunDirectory.at(temp));
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("stages.milliseconds")
                .isEqualTo(estimate);
        assertThat(estimate.milliseconds()).isNotNull();
        assertThat(again.milliseconds()).as("replayed replies tell no time").isNull();
    }

    @Test
    void countsResponsesThatAreThereAsNothing() {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate(PairGenerator.responses(teacher).perInstruction(3))
                .build();
        assertThat(pipeline.estimate(seeds(20, true)).stages()).isEmpty();
        assertThat(pipeline.estimate(seeds(20, false)).requests()).isEqualTo(new Estimate.Range(60, 60, 60));
    }

    @Test
    void scalesFromASampleToAllSeeds() {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate(PairGenerator.responses(teacher))
                .build();
        Estimate estimate = pipeline.estimate(seeds(5_000, false));
        assertThat(estimate.seeds()).isEqualTo(5_000);
        assertThat(estimate.looked()).isEqualTo(200);
        assertThat(estimate.requests().expected()).isEqualTo(5_000);
    }

    @Test
    void knowsSamplesAndTargets() {
        AugmentationPipeline sampled = AugmentationPipeline.builder()
                .sample(TaskMix.asIs(), 40)
                .generate(PairGenerator.responses(teacher))
                .build();
        assertThat(sampled.estimate(seeds(400, false)).requests().expected()).isEqualTo(40);
        AugmentationPipeline targeted = AugmentationPipeline.builder()
                .expand(InstructionExpander.using(teacher).perSeed(2))
                .generate(PairGenerator.responses(teacher))
                .target(Target.accepted(1_000))
                .build();
        Estimate.Range requests = targeted.estimate(seeds(100, false)).requests();
        assertThat(requests.low()).isLessThan(requests.expected());
        assertThat(requests.expected()).isBetween(1_200L, 1_600L);
    }

    @Test
    void countsTheCallsOfACustomStrategyOnceEvenIfItCannotUseAStandIn() {
        InstructionExpander picky = (seed, context) -> context.ask(teacher, ChatRequest.of("Say YES."), reply -> {
            if (!reply.text().toUpperCase(Locale.ROOT).equals("YES")) {
                throw io.augment.chat.UnreadableReplyException.of("Say YES and nothing else.");
            }
            return List.of(Instruction.of("yes"));
        });
        AugmentationPipeline pipeline =
                AugmentationPipeline.builder().expand(picky).build();
        assertThat(pipeline.estimate(seeds(10, false)).requests()).isEqualTo(new Estimate.Range(10, 10, 10));
    }

    @Test
    void knowsNoMoneyWithoutAPrice() {
        ChatModel unpriced = ChatModel.named("test/unpriced", this::answer);
        Estimate estimate = AugmentationPipeline.builder()
                .generate(PairGenerator.responses(unpriced))
                .build()
                .estimate(seeds(10, false));
        assertThat(estimate.costUsd()).isNull();
        assertThat(estimate.promptTokens().expected()).isPositive();
    }

    @Test
    void asksNothingOfAnEmptySource() {
        Estimate estimate = AugmentationPipeline.builder()
                .generate(PairGenerator.responses(teacher))
                .build()
                .estimate(seeds(0, false));
        assertThat(estimate.seeds()).isZero();
        assertThat(estimate.stages()).isEmpty();
    }
}
