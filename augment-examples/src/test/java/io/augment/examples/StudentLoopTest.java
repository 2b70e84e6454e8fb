package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.chat.Price;
import io.augment.evaluate.EvaluationReport;
import io.augment.openai.OpenAiChatModel;
import io.augment.source.Source;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.ReceivedRequest;
import io.augment.testkit.server.Reply;
import io.augment.train.TrainingState;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentLoopTest {
    private static final Path SEEDS = Path.of("src", "main", "resources", "seeds", "quickstart.jsonl");

    @TempDir
    private Path temp;

    @Test
    void goesRoundFromSeedsToAStudentThatCostsLess() throws Exception {
        assumeTrue(new File("/bin/sh").canExecute(), "skipped: there is no POSIX shell");
        Path few = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(SEEDS).subList(0, 12));
        try (FakeOpenAiServer teacherServer = FakeOpenAiServer.start();
                FakeOpenAiServer studentServer = FakeOpenAiServer.builder()
                        .record(100)
                        .responder(call -> Reply.of(
                                call.model().equals("base")
                                        ? "I'm sorry, but I cannot help with that."
                                        : "Describe " + call.json().hashCode() + " ways to save water at home."))
                        .start();
                OpenAiChatModel teacher = OpenAiChatModel.builder()
                        .baseUrl(teacherServer.baseUrl())
                        .model("teacher")
                        .price(Price.perMillion("10", "30"))
                        .build();
                OpenAiChatModel base = OpenAiChatModel.builder()
                        .baseUrl(studentServer.baseUrl())
                        .model("base")
                        .price(Price.perMillion("0", "0"))
                        .build();
                OpenAiChatModel student = OpenAiChatModel.builder()
                        .baseUrl(studentServer.baseUrl())
                        .model("student")
                        .price(Price.perMillion("0", "0"))
                        .build()) {
            StudentLoop.Round round = new StudentLoop(temp, teacher, base).run(Source.files(few), student, true);
            assertThat(round.byTeacher().kept()).isGreaterThan(12);
            assertThat(round.set().allRows()).isPositive();
            assertThat(round.set().madeBy()).hasSize(1);
            assertThat(round.training().state()).isEqualTo(TrainingState.SUCCEEDED);
            assertThat(temp.resolve("recipe/out/model/README")).hasContent("Nothing was trained.");
            assertThat(round.byStudent().kept()).isGreaterThan(12);
            assertThat(StudentLoop.Round.perRow(round.byStudent()))
                    .isLessThan(StudentLoop.Round.perRow(round.byTeacher()));
            assertThat(StudentLoop.Round.onExpanding(round.byTeacher())).isPositive();
            assertThat(StudentLoop.Round.onExpanding(round.byStudent())).isZero();
            EvaluationReport evaluation = round.evaluation();
            assertThat(evaluation.rows())
                    .isEqualTo(round.set().rows().get("validation").intValue())
                    .isPositive();
            assertThat(Objects.requireNonNull(evaluation.pairwise()).wins()).isEqualTo(evaluation.rows());
            assertThat(Files.readString(temp.resolve("student/report.html")))
                    .contains("<h2>Evaluation</h2>", "The student is preferred");
            assertThat(round.toString()).contains("succeeded", "for expanding", "a row", "win rate 1.000");
            // What the student was sent is, to the byte, what it learned from.
            List<String> learned = Files.readAllLines(round.set().file("openai", "train"));
            ReceivedRequest first = studentServer.requests().get(0);
            String asked = first.body();
            assertThat(learned)
                    .anyMatch(row -> row.contains(asked.substring(asked.indexOf("{\"role\""), asked.indexOf("}") + 1)));
        }
    }
}
