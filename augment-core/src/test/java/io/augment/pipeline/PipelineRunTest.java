package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.ServerErrorException;
import io.augment.chat.UnreadableReplyException;
import io.augment.chat.Usage;
import io.augment.filter.Filter;
import io.augment.judge.Threshold;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunDirectoryInUseException;
import io.augment.run.RunListener;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.StopReason;
import io.augment.run.Target;
import io.augment.source.Source;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineRunTest {
    @TempDir
    private Path temp;

    private final AtomicInteger calls = new AtomicInteger();

    /** Answers with the request's text in capitals; bills ten tokens in and five out. */
    private final ChatModel echo = ChatModel.named("test/echo", request -> {
        calls.incrementAndGet();
        return ChatResponse.builder("ANSWER " + request.lastUserText())
                .usage(Usage.of(10, 5))
                .build();
    });

    private static Source seeds(int count) {
        return Source.of(IntStream.range(0, count)
                .mapToObj(i -> Instruction.builder("Seed number " + i)
                        .id("s" + i)
                        .task(i % 3 == 0 ? "Math" : "Writing")
                        .metadata(Map.of("tenant", "t" + i))
                        .build())
                .toList());
    }

    private InstructionSteps<StreamingPipeline> expanding() {
        return AugmentationPipeline.builder()
                .expand((seed, context) -> List.of(
                        Instruction.of("Child one of " + seed.text()), Instruction.of("Child two of " + seed.text())));
    }

    private PairSteps<StreamingPipeline> answering() {
        return expanding().generate((instruction, context) -> {
            ChatResponse reply = context.chat(echo, ChatRequest.of(instruction.text()));
            return List.of(InstructionPair.of(instruction, reply.text()));
        });
    }

    private RunDirectory directory(String name) {
        return RunDirectory.at(temp.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void deliversEveryRecordInInputOrder(int concurrency) throws Exception {
        AugmentationPipeline pipeline = answering().concurrency(concurrency).build();
        RunReport report = pipeline.run(seeds(50), directory("run"));
        List<String> lines = Files.readAllLines(directory("run").kept());
        assertThat(lines).hasSize(150);
        assertThat(lines.get(0)).contains("\"id\":\"s0\"").contains("ANSWER Seed number 0");
        assertThat(lines.get(1)).contains("\"id\":\"s0/expand1\"").contains("\"tenant\":\"t0\"");
        assertThat(lines.get(2)).contains("\"id\":\"s0/expand2\"");
        assertThat(lines.get(149)).contains("\"id\":\"s49/expand2\"");
        assertThat(report.read()).isEqualTo(50);
        assertThat(report.created()).isEqualTo(100);
        assertThat(report.kept()).isEqualTo(150);
        assertThat(report.requests()).isEqualTo(150);
        assertThat(report.promptTokens()).isEqualTo(1500);
        assertThat(report.stoppedBy()).isEqualTo(StopReason.DONE);
        assertThat(report.stages()).allMatch(StageCount::addsUp);
    }

    @Test
    void stopsWhenTheServerRefusesTheFirstRequestsAll() {
        ChatModel strict = ChatModel.named("test/strict", request -> {
            calls.incrementAndGet();
            throw new BadRequestException("top_q is not a parameter.", 400, null, null);
        });
        AugmentationPipeline pipeline = expanding()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(strict, ChatRequest.of(instruction.text())).text())))
                .concurrency(4)
                .build();
        assertThatThrownBy(() -> pipeline.run(seeds(200), directory("run")))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("refused the first 20 requests")
                .hasMessageContaining("top_q is not a parameter.");
        assertThat(calls).hasValueBetween(20, 24);
    }

    @Test
    void tellsWhatEachReplyCostAndHowItEnded() {
        LongAdder tokens = new LongAdder();
        List<RunReport> ends = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void onReply(
                    String stage, String model, long promptTokens, long completionTokens, BigDecimal costUsd) {
                tokens.add(promptTokens + completionTokens);
                assertThat(costUsd).isEqualByComparingTo("0.00002");
            }

            @Override
            public void onEnd(RunReport report) {
                ends.add(report);
            }
        };
        AugmentationPipeline pipeline = answering()
                .price("test/echo", Price.perMillion("1", "2"))
                .listener(listener)
                .build();
        RunReport report = pipeline.run(seeds(10), directory("run"));
        assertThat(tokens.sum())
                .isEqualTo(report.promptTokens() + report.completionTokens())
                .isEqualTo(450);
        assertThat(ends).containsExactly(report);
        pipeline.run(seeds(10), directory("run"));
        assertThat(tokens.sum()).as("what is replayed costs nothing").isEqualTo(450);
    }

    @Test
    void replaysWithoutAskingAgainAndWritesTheSameBytes() throws Exception {
        AugmentationPipeline pipeline = answering().build();
        pipeline.run(seeds(20), directory("run"));
        byte[] first = Files.readAllBytes(directory("run").kept());
        int before = calls.get();
        RunReport again = pipeline.run(seeds(20), directory("run"));
        assertThat(calls).hasValue(before);
        assertThat(again.replayed()).isEqualTo(60);
        assertThat(Files.readAllBytes(directory("run").kept())).isEqualTo(first);
    }

    @Test
    void turnsWhatStrategiesThrowIntoReasonedOutcomes() throws Exception {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .refine((instruction, context) -> {
                    int number = Integer.parseInt(instruction.id().substring(1));
                    if (number % 4 == 1) {
                        throw context.rejected("odd", "number " + number);
                    }
                    if (number % 4 == 2) {
                        throw new IllegalArgumentException("broken strategy");
                    }
                    return instruction;
                })
                .filter(Filter.keeping("seven", example -> !example.id().equals("s7")))
                .build();
        RunReport report = pipeline.run(seeds(8), directory("run"));
        assertThat(report.rejected()).isEqualTo(Map.of("odd", 2L, "seven", 1L));
        assertThat(report.failed()).isEqualTo(Map.of("strategy-error", 2L));
        assertThat(report.kept()).isEqualTo(3);
        assertThat(Files.readString(directory("run").failed()))
                .contains("broken strategy")
                .contains("\"stage\":\"refine\"");
        assertThat(Files.readString(directory("run").rejected()))
                .contains("number 1")
                .contains("seven");
    }

    @Test
    void judgesAndCountsTheUnscored() {
        AugmentationPipeline pipeline = answering()
                .judge(
                        (pair, context) -> switch (pair.id().length() % 3) {
                            case 0 -> Verdict.unscored("no score in the reply");
                            case 1 -> Verdict.scored(0.2).defect("echo").build();
                            default -> Verdict.scored(0.9).build();
                        },
                        Threshold.atLeast(0.5))
                .build();
        RunReport report = pipeline.run(seeds(12), directory("run"));
        assertThat(report.rejected().keySet()).containsExactly("echo", "unscored");
        assertThat(report.read() + report.created()).isEqualTo(report.kept() + StageCount.sum(report.rejected()));
    }

    @Test
    void generatesInRoundsUntilTheTargetIsMet() throws Exception {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .expand((seed, context) -> List.of(Instruction.of("Round " + context.round() + " of " + seed.text())))
                .generate((instruction, context) -> List.of(InstructionPair.of(instruction, "yes")))
                .target(Target.accepted(37))
                .build();
        RunReport report = pipeline.run(seeds(5), directory("run"));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.TARGET);
        assertThat(report.kept()).isEqualTo(37);
        List<String> lines = Files.readAllLines(directory("run").kept());
        assertThat(lines).hasSize(37).doesNotHaveDuplicates();
        assertThat(lines.get(10)).contains("\"id\":\"s0/expand2\"").contains("Round 1");
    }

    @Test
    void endsWhenARoundAddsNothing() {
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .expand((seed, context) -> List.of())
                .generate((instruction, context) -> List.of(InstructionPair.of(instruction, "yes")))
                .target(Target.accepted(100))
                .build();
        RunReport report = pipeline.run(seeds(5), directory("run"));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(report.kept()).isEqualTo(5);
    }

    @Test
    void neverSpendsMoreThanTheBudget() {
        ChatModel priced = ChatModel.described(
                ModelInfo.builder("test/priced")
                        .price(Price.perMillion("1000", "1000"))
                        .build(),
                echo);
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(
                                        priced,
                                        ChatRequest.of(instruction.text()).toBuilder()
                                                .maxTokens(5)
                                                .build())
                                .text())))
                .budget(Budget.usd("1.00"))
                .concurrency(8)
                .build();
        RunReport report = pipeline.run(seeds(200), directory("run"));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.BUDGET_USD);
        assertThat(report.costUsd()).isLessThanOrEqualTo(new BigDecimal("1.00")).isGreaterThan(new BigDecimal("0.7"));
        assertThat(report.kept()).isGreaterThan(40).isLessThan(67);
        assertThat(report.notReached()).containsOnlyKeys("budget-usd");
        int before = calls.get();
        RunReport again = pipeline.run(seeds(200), directory("run"));
        assertThat(calls).hasValue(before);
        assertThat(again.kept()).isEqualTo(report.kept());
    }

    @Test
    void refusesAMoneyCapWithoutAPrice() {
        AugmentationPipeline pipeline = answering().budget(Budget.usd("1.00")).build();
        assertThatThrownBy(() -> pipeline.run(seeds(3), directory("run")))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("test/echo")
                .hasMessageContaining("price");
    }

    @Test
    void triesAgainWhatMayBeMendedAndCountsTheAttempts() {
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        ChatModel flaky = ChatModel.named("test/flaky", request -> {
            if (seen.merge(request.lastUserText(), 1, Integer::sum) == 1) {
                throw new ServerErrorException("The server failed", 500, null, Duration.ZERO, null);
            }
            return ChatResponse.of("fine");
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(flaky, ChatRequest.of(instruction.text())).text())))
                .concurrency(4)
                .build();
        RunReport report = pipeline.run(seeds(10), directory("run"));
        assertThat(report.kept()).isEqualTo(10);
        assertThat(report.requests()).isEqualTo(20);
    }

    @Test
    void stopsAtOnceWhenTheKeyIsRefused() {
        ChatModel refused = ChatModel.named("test/refused", request -> {
            calls.incrementAndGet();
            throw new AuthenticationException("The key was refused.", 401, null, null);
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(refused, ChatRequest.of(instruction.text()))
                                .text())))
                .concurrency(2)
                .build();
        assertThatThrownBy(() -> pipeline.run(seeds(500), directory("run")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("The key was refused.");
        assertThat(calls.get()).isLessThanOrEqualTo(2);
        assertThat(directory("run").kept()).doesNotExist();
    }

    @Test
    void refusesADirectoryInUse() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ChatModel waiting = ChatModel.named("test/waiting", request -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChatResponse.of("done");
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(waiting, ChatRequest.of(instruction.text()))
                                .text())))
                .build();
        List<RunReport> reports = new ArrayList<>();
        Thread first = new Thread(() -> reports.add(pipeline.run(seeds(1), directory("run"))));
        first.start();
        inside.await();
        assertThatThrownBy(() -> pipeline.run(seeds(1), directory("run")))
                .isInstanceOf(RunDirectoryInUseException.class)
                .hasMessageContaining("in use by another run");
        leave.countDown();
        first.join();
        assertThat(reports).hasSize(1);
    }

    @Test
    void anInterruptCancelsTheRunAndKeepsWhatItHas() throws Exception {
        CountDownLatch started = new CountDownLatch(8);
        ChatModel slow = ChatModel.named("test/slow", request -> {
            int call = calls.incrementAndGet();
            started.countDown();
            if (call > 6) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ServerErrorException("interrupted", null, null, null, e);
                }
            }
            return ChatResponse.of("answer");
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(slow, ChatRequest.of(instruction.text())).text())))
                .concurrency(2)
                .build();
        List<RunReport> reports = new ArrayList<>();
        List<Boolean> flags = new ArrayList<>();
        Thread thread = new Thread(() -> {
            reports.add(pipeline.run(seeds(100), directory("run")));
            flags.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        started.await();
        thread.interrupt();
        thread.join();
        assertThat(flags).containsExactly(true);
        RunReport report = reports.get(0);
        assertThat(report.stoppedBy()).isEqualTo(StopReason.CANCELLED);
        assertThat(report.kept()).isEqualTo(6);
        assertThat(report.notReached()).containsOnlyKeys("cancelled");
    }

    @Test
    void replaysACappedRunToTheSameBytesWithoutAModel() throws Exception {
        AugmentationPipeline pipeline =
                answering().budget(Budget.unlimited().requests(70)).build();
        RunReport report = pipeline.run(seeds(60), directory("run"));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.BUDGET_REQUESTS);
        byte[] kept = Files.readAllBytes(directory("run").kept());
        int before = calls.get();
        RunReport replayed = pipeline.replay(seeds(60), directory("run"));
        assertThat(calls).hasValue(before);
        assertThat(Files.readAllBytes(directory("run").kept())).isEqualTo(kept);
        assertThat(replayed.kept()).isEqualTo(report.kept());
        assertThat(replayed.stoppedBy()).isEqualTo(StopReason.BUDGET_REQUESTS);
        RunReport goneOn = answering().build().run(seeds(60), directory("run"));
        assertThat(goneOn.kept()).isEqualTo(180);
        assertThat(calls).hasValue(180);
    }

    @Test
    void triesFailedRecordsAgainAndReplaysTheRest() throws Exception {
        AtomicInteger phase = new AtomicInteger();
        ChatModel model = ChatModel.named("test/moody", request -> {
            calls.incrementAndGet();
            String text = request.lastUserText();
            if (phase.get() == 0 && text.endsWith("3")) {
                throw new BadRequestException("No threes today.", 400, null, null);
            }
            return ChatResponse.of(phase.get() == 0 && text.endsWith("5") ? "garbage" : "fine");
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction, context.ask(model, ChatRequest.of(instruction.text()), reply -> {
                            if (reply.text().equals("garbage")) {
                                throw UnreadableReplyException.of("Say something sensible.");
                            }
                            return reply.text();
                        }))))
                .build();
        RunReport first = pipeline.run(seeds(10), directory("run"));
        assertThat(first.failed()).isEqualTo(Map.of("bad-request", 1L));
        assertThat(first.kept()).isEqualTo(9);
        phase.set(1);
        int before = calls.get();
        assertThat(pipeline.run(seeds(10), directory("run")).failed()).isEqualTo(Map.of("bad-request", 1L));
        assertThat(calls).hasValue(before);
        RunReport retried = pipeline.retryFailed(seeds(10), directory("run"));
        assertThat(retried.kept()).isEqualTo(10);
        assertThat(calls).hasValue(before + 1);
        assertThat(retried.paidAgain()).isZero();
        byte[] kept = Files.readAllBytes(directory("run").kept());
        pipeline.replay(seeds(10), directory("run"));
        assertThat(Files.readAllBytes(directory("run").kept())).isEqualTo(kept);
    }

    @Test
    void takesOverWhatAnEarlierRunHasPaid() {
        answering().build().run(seeds(10), directory("first"));
        int before = calls.get();
        AugmentationPipeline second = answering().reuse(directory("first")).build();
        RunReport report = second.run(seeds(12), directory("second"));
        assertThat(calls).hasValue(before + 6);
        assertThat(report.replayed()).isEqualTo(30);
        assertThat(report.requests()).isEqualTo(6);
        assertThat(answering().build().replay(seeds(12), directory("second")).kept())
                .isEqualTo(36);
    }

    @Test
    void aRecordThatWaitsLongHoldsUpNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger others = new AtomicInteger();
        ChatModel model = ChatModel.named("test/one-slow", request -> {
            if (request.lastUserText().endsWith(" 5")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else if (others.incrementAndGet() == 999) {
                release.countDown();
            }
            return ChatResponse.of("done \ud800 " + request.lastUserText());
        });
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> {
                    String answer = context.chat(model, ChatRequest.of(instruction.text()))
                            .text();
                    if (answer.endsWith("7")) {
                        throw context.rejected("seven");
                    }
                    return List.of(InstructionPair.of(instruction, answer));
                })
                .concurrency(4)
                .build();
        RunReport report = pipeline.run(seeds(1000), directory("run"));
        assertThat(report.kept()).isEqualTo(900);
        List<String> lines = Files.readAllLines(directory("run").kept());
        assertThat(lines.get(5)).contains("\"id\":\"s5\"");
        assertThat(lines.get(899)).contains("\"id\":\"s999\"").contains("done \\ud800 Seed number 999");
        try (var files = Files.list(temp.resolve("run"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
        byte[] kept = Files.readAllBytes(directory("run").kept());
        pipeline.replay(seeds(1000), directory("run"));
        assertThat(Files.readAllBytes(directory("run").kept())).isEqualTo(kept);
    }
}
