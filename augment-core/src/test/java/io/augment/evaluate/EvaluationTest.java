package io.augment.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.judge.OrderedJudge;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.Preference;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.report.RunReportPage;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> prompts = new ConcurrentLinkedQueue<>();

    /** The judge says what a list says: the counts, the rate and its interval are those of a plain count. */
    @RepeatedTest(4)
    void countsAsAPlainCountDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(60);
        List<Preference> truth = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            truth.add(Preference.values()[random.nextInt(3)]);
        }
        EvaluationReport report = evaluation(rows(n))
                .judge(PairwiseJudge.inBothOrders(saying(truth)))
                .run(directory());

        EvaluationReport.Pairwise pairwise = Objects.requireNonNull(report.pairwise());
        int wins = 0;
        int ties = 0;
        for (Preference one : truth) {
            wins += one == Preference.FIRST ? 1 : 0;
            ties += one == Preference.TIE ? 1 : 0;
        }
        assertThat(pairwise.wins()).isEqualTo(wins);
        assertThat(pairwise.ties()).isEqualTo(ties);
        assertThat(pairwise.losses()).isEqualTo(n - wins - ties);
        assertThat(pairwise.winRate().value()).isCloseTo((wins + ties / 2.0) / n, within(1e-9));
        assertThat(pairwise.winRate().contains(pairwise.winRate().value())).isTrue();
        assertThat(pairwise.orderConsistency().value()).isEqualTo(1);

        EvaluationReport mirrored = Evaluation.of(Source.of(rows(n)))
                .base(Answerer.of(model("student", text -> "S: " + text)))
                .student(Answerer.of(model("base", text -> "B: " + text)))
                .judge(PairwiseJudge.inBothOrders(saying(truth)))
                .run(RunDirectory.at(folder.resolve("mirror")));
        assertThat(Objects.requireNonNull(mirrored.pairwise()).winRate().value())
                .as("who is called the student must not matter")
                .isCloseTo(1 - pairwise.winRate().value(), within(1e-9));
    }

    @Test
    void aJudgeThatPrefersAPlaceDecidesNothing() {
        EvaluationReport report = evaluation(rows(40))
                .judge(PairwiseJudge.inBothOrders((asked, first, second, context) -> Preference.FIRST))
                .run(directory());
        EvaluationReport.Pairwise pairwise = Objects.requireNonNull(report.pairwise());
        assertThat(pairwise.ties()).isEqualTo(40);
        assertThat(pairwise.winRate().value()).isEqualTo(0.5);
        assertThat(pairwise.orderConsistency().value()).isZero();
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("contradicts itself"));
    }

    @Test
    void paysNothingTwice() {
        Evaluation evaluation =
                evaluation(rows(10)).judge(PairwiseJudge.using(model("judge", text -> "{\"better\":\"A\"}")));
        EvaluationReport first = evaluation.run(directory());
        int paid = calls.get();
        assertThat(paid).isGreaterThanOrEqualTo(40);

        assertThat(evaluation.run(directory()).toJson()).isEqualTo(first.toJson());
        assertThat(calls).hasValue(paid);
    }

    @Test
    void everyRowIsEvaluatedFailedOrNotReached() {
        ChatModel flaky = ChatModel.named("test/student", request -> {
            if (request.lastUserText().endsWith("7")) {
                throw new BadRequestException("No.", 400, null, null);
            }
            return ChatResponse.of("S");
        });
        EvaluationReport report = Evaluation.of(Source.of(rows(30)))
                .base(Answerer.of(model("base", text -> "B")))
                .student(Answerer.of(flaky))
                .run(directory());
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(27);
        assertThat(report.notReached()).isZero();

        EvaluationReport capped = evaluation(rows(30))
                .budget(Budget.unlimited().requests(20))
                .run(RunDirectory.at(folder.resolve("capped")));
        assertThat(capped.rows() + capped.failed() + capped.notReached()).isEqualTo(30);
        assertThat(capped.rows()).isBetween(1, 10);
        assertThat(capped.failed()).isZero();
    }

    @Test
    void whoHasNoAnswerLosesWithoutAJudge() {
        EvaluationReport report = Evaluation.of(Source.of(rows(4)))
                .base(Answerer.of(model("base", text -> text.endsWith("0") || text.endsWith("3") ? " " : "same")))
                .student(Answerer.of(model("student", text -> text.endsWith("1") || text.endsWith("3") ? "" : "same")))
                .judge((asked, first, second, context) -> {
                    throw new AssertionError("nothing is left to be judged");
                })
                .run(directory());
        EvaluationReport.Pairwise pairwise = Objects.requireNonNull(report.pairwise());
        assertThat(List.of(pairwise.wins(), pairwise.ties(), pairwise.losses(), pairwise.withoutJudge()))
                .containsExactly(1, 2, 1, 4);
        assertThat(report.studentAnswers().missing()).containsEntry("no-answer", 2);
        assertThat(pairwise.orderConsistency().value()).isNaN();
    }

    @Test
    void comparesWithExpectedAnswersThatNobodyIsShown() {
        List<Instruction> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(Instruction.builder("Which option fits " + i + "?")
                    .response("B")
                    .task(i % 2 == 0 ? "even" : "odd")
                    .build());
        }
        rows.add(Instruction.builder("Write an essay.")
                .response("A long text of many words that no program can compare with another one.")
                .build());
        EvaluationReport report = Evaluation.of(Source.of(rows))
                .base(Answerer.of(model("base", text -> text.contains("1") ? "The answer is B." : "A")))
                .student(Answerer.of(model("student", text -> text.contains("19") ? "C." : "(B) because")))
                .run(directory());

        EvaluationReport.Accuracy labeled = Objects.requireNonNull(report.labeled());
        assertThat(labeled.rows()).isEqualTo(20);
        assertThat(labeled.base().value()).isEqualTo(11 / 20.0);
        assertThat(labeled.student().value()).isEqualTo(19 / 20.0);
        assertThat(labeled.gain().value()).isCloseTo(0.4, within(1e-9));
        assertThat(labeled.gain().low()).isPositive();
        // 9 rows in which only the student is right, one in which only the base is: 2 * (1 + 10) / 2^10.
        assertThat(labeled.pValue()).isCloseTo(22.0 / 1024, within(1e-12));
        assertThat(report.pairwise()).isNull();
        assertThat(report.tasks().keySet()).containsExactly("even", "odd", "unknown");
        assertThat(report.tasks().get("odd").studentRight()).isEqualTo(9);
        assertThat(prompts).noneMatch(prompt -> prompt.contains("no program can compare"));
    }

    @Test
    void checksTheConstraintsThatInstructionsState() {
        List<Instruction> rows = List.of(
                Instruction.of("Describe a river in at most 5 words."),
                Instruction.of("Describe a lake in at most 5 words."),
                Instruction.of("Describe the sea."));
        EvaluationReport report = Evaluation.of(Source.of(rows))
                .base(Answerer.of(model("base", text -> "It is a very long body of flowing water indeed.")))
                .student(Answerer.of(model("student", text -> "Water that flows.")))
                .run(directory());
        EvaluationReport.Accuracy constraints = Objects.requireNonNull(report.constraints());
        assertThat(constraints.rows()).isEqualTo(2);
        assertThat(constraints.base().value()).isZero();
        assertThat(constraints.student().value()).isEqualTo(1);
    }

    @Test
    void writesAPageThatIsWellFormedWhateverTheTexts() throws Exception {
        String hostile = "</pre><script>alert(1)</script> & \u0007 \ud800 \u202e 汉字 🌊 \"quote\" <![CDATA[";
        List<Instruction> rows = List.of(
                Instruction.builder(hostile).task(hostile.replace("\ud800", "")).build(),
                Instruction.builder("Two?").task("b").response("2").build());
        EvaluationReport report = Evaluation.of(Source.of(rows))
                .base(Answerer.of(model("base<&>", text -> hostile)))
                .student(Answerer.of(model("student", text -> hostile + "!")))
                .judge(PairwiseJudge.inBothOrders((asked, first, second, context) -> Preference.TIE))
                .data(DataChange.between(Source.of(rows), Source.of(rows(50))))
                .run(directory());

        String page = Files.readString(directory().path().resolve("evaluation.html"));
        assertThat(page)
                .isEqualTo(report.toHtml())
                .contains("color-scheme", "light dark")
                .doesNotContain("<script");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        JsonNode json = JSON.readTree(Files.readString(directory().path().resolve("evaluation.json")));
        assertThat(json.at("/pairwise/ties").intValue()).isEqualTo(2);
        assertThat(json.at("/data/afterRows").intValue()).isEqualTo(50);
        assertThat(json.at("/data/before/records").intValue()).isEqualTo(2);
        assertThat(json.at("/data/after/records").intValue())
                .as("variety is compared on samples of one size")
                .isEqualTo(2);
        assertThat(json.at("/labeled/rows").intValue()).isEqualTo(1);
    }

    @Test
    void isASectionOfTheReportOfTheRunThatItIsKeptIn() throws Exception {
        RunDirectory run = RunDirectory.at(folder.resolve("run"));
        AugmentationPipeline.builder()
                .generate((row, context) -> List.of(InstructionPair.of(row, "An answer.")))
                .build()
                .run(Source.of(rows(3)), run);
        assertThat(page(run)).doesNotContain("Evaluation");
        EvaluationReport report = evaluation(rows(12))
                .judge(PairwiseJudge.inBothOrders(saying(Collections.nCopies(12, Preference.FIRST))))
                .data(DataChange.between(Source.of(rows(3)), Source.of(rows(9))))
                .run(directory());

        report.keepIn(run);
        for (RunDirectory kept : List.of(run, directory())) {
            assertThat(page(kept))
                    .contains(
                            "<h2>Evaluation</h2>",
                            "The student is preferred: win rate 100.0% (75.8–100.0)",
                            "<h3>Which answer")
                    .contains("test/student", "9 after", "<h3>Before you rely on this</h3>")
                    .doesNotContain("<h1>The student");
            assertThat(kept.path().resolve("evaluation.html")).hasContent(report.toHtml());
        }
        // The page can be made again from the files alone, and a run that is repeated keeps its evaluation.
        String before = page(run);
        Files.delete(run.report());
        RunReportPage.write(run);
        assertThat(page(run)).isEqualTo(before);

        Files.writeString(run.path().resolve("evaluation.json"), "{\"base\": ");
        assertThatThrownBy(() -> RunReportPage.write(run))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("evaluation.json is damaged");
    }

    private static String page(RunDirectory run) throws IOException {
        return Files.readString(run.report());
    }

    @Test
    void asksAsManyRowsAtOnceAsItIsTold() {
        for (int wanted : new int[] {1, 3}) {
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch full = new CountDownLatch(wanted);
            ChatModel student = ChatModel.named("test/student", request -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                full.countDown();
                awaitUninterruptibly(full);
                now.decrementAndGet();
                return ChatResponse.of("S");
            });
            Evaluation.of(Source.of(rows(12)))
                    .base(Answerer.of(model("base", text -> "B")))
                    .student(Answerer.of(student))
                    .concurrency(wanted)
                    .run(RunDirectory.at(folder.resolve("concurrency" + wanted)));
            assertThat(most).hasValue(wanted);
        }
        assertThatThrownBy(() -> evaluation(rows(1)).concurrency(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsTruncatedAnswers() {
        ChatModel cut = ChatModel.named(
                "test/cut",
                request -> ChatResponse.builder("half of an ans")
                        .finishReason(FinishReason.LENGTH)
                        .build());
        EvaluationReport report = Evaluation.of(Source.of(rows(3)))
                .base(Answerer.of(cut))
                .student(Answerer.of(model("student", text -> "whole")))
                .run(directory());
        assertThat(report.baseAnswers().truncated()).isEqualTo(3);
        assertThat(report.studentAnswers().truncated()).isZero();
    }

    @Test
    void needsBothSidesAndRows() {
        assertThatThrownBy(() -> Evaluation.of(Source.of(rows(1))).run(directory()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> evaluation(List.of()).run(directory())).isInstanceOf(IllegalArgumentException.class);
    }

    private Evaluation evaluation(List<Instruction> rows) {
        return Evaluation.of(Source.of(rows))
                .base(Answerer.of(model("base", text -> "B: " + text)))
                .student(Answerer.of(model("student", text -> "S: " + text)));
    }

    /** Prefers by the list, whichever answer is shown first; FIRST stands for the one that begins with S. */
    private static OrderedJudge saying(List<Preference> truth) {
        return (asked, first, second, context) -> {
            Preference one = truth.get(Integer.parseInt(asked.text().substring("Question ".length())));
            return first.startsWith("S") ? one : one.swapped();
        };
    }

    private ChatModel model(String name, UnaryOperator<String> answer) {
        return ChatModel.named("test/" + name, (ChatRequest request) -> {
            calls.incrementAndGet();
            prompts.add(request.messages().toString());
            return ChatResponse.of(answer.apply(request.lastUserText()));
        });
    }

    private static List<Instruction> rows(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> Instruction.of("Question " + i))
                .toList();
    }

    private RunDirectory directory() {
        return RunDirectory.at(folder.resolve("evaluation"));
    }
}
