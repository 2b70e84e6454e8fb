package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.chat.Price;
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
                        .responder(
                                call -> Reply.of("Describe " + call.json().hashCode() + " ways to save water at home."))
                        .start();
                OpenAiChatModel teacher = OpenAiChatModel.builder()
                        .baseUrl(teacherServer.baseUrl())
                        .model("teacher")
                        .price(Price.perMillion("10", "30"))
                        .build();
                OpenAiChatModel student = OpenAiChatModel.builder()
                        .baseUrl(studentServer.baseUrl())
                        .model("student")
                        .price(Price.perMillion("0", "0"))
                        .build()) {
            StudentLoop.Round round = new StudentLoop(temp, teacher).run(Source.files(few), student, true);
            assertThat(round.byTeacher().kept()).isGreaterThan(12);
            assertThat(round.set().allRows()).isPositive();
            assertThat(round.set().madeBy()).hasSize(1);
            assertThat(round.training().state()).isEqualTo(TrainingState.SUCCEEDED);
            assertThat(temp.resolve("recipe/out/model/README")).hasContent("Nothing was trained.");
            assertThat(round.byStudent().kept()).isGreaterThan(12);
            assertThat(StudentLoop.Round.perRow(round.byStudent()))
                    .isLessThan(StudentLoop.Round.perRow(round.byTeacher()));
            assertThat(round.toString()).contains("succeeded").contains("USD each");
            // What the student was sent is, to the byte, what it learned from.
            List<String> learned = Files.readAllLines(round.set().file("openai", "train"));
            ReceivedRequest first = studentServer.requests().get(0);
            String asked = first.body();
            assertThat(learned)
                    .anyMatch(row -> row.contains(asked.substring(asked.indexOf("{\"role\""), asked.indexOf("}") + 1)));
        }
    }
}
