package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.chat.ChatModel;
import io.augment.generate.PairGenerator;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.StreamingPipeline;
import io.augment.run.RunReport;
import io.augment.run.StopReason;
import io.augment.testkit.ScriptedChatModel;
import io.augment.testkit.server.FakeOpenAiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class ExamplesTest {
    private static final Path SEEDS = Path.of("src", "main", "resources", "seeds", "quickstart.jsonl");

    @TempDir
    private Path temp;

    @Test
    void quickstartMakesATrainingSetByRules() {
        RunReport report = Quickstart.run(SEEDS, temp);
        assertThat(report.stoppedBy()).isEqualTo(StopReason.DONE);
        assertThat(report.kept()).isGreaterThan(report.read());
        assertThat(report.requests()).isZero();
        assertThat(temp.resolve("alpaca.json")).isNotEmptyFile();
        assertThat(temp.resolve("openai.jsonl")).isNotEmptyFile();
    }

    @Test
    void teacherRunLetsAServerDoTheWork() throws Exception {
        Path few = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(SEEDS).subList(0, 10));
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            RunReport report = TeacherRun.run(server.baseUrl(), "teacher", few, temp.resolve("out"));
            assertThat(report.stoppedBy()).isEqualTo(StopReason.DONE);
            assertThat(report.requests()).isEqualTo(server.stats().requests()).isPositive();
            assertThat(temp.resolve("out").resolve("alpaca.json")).isNotEmptyFile();
            assertThat(temp.resolve("out").resolve("sharegpt.json")).isNotEmptyFile();
        }
    }

    @Test
    void streamingEtlHandsOnAnsweredQuestionsAndTheirVariants() {
        List<InstructionPair> inserted = new ArrayList<>();
        List<Outcome> others = new ArrayList<>();
        try (FakeOpenAiServer server = FakeOpenAiServer.start();
                OpenAiChatModel teacher = OpenAiChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .model("teacher")
                        .build()) {
            Stream<String> questions = Stream.of("How does a river begin?", "How does a lake begin?");
            new StreamingEtl(teacher).run(questions, inserted::add, others::add);
        }
        assertThat(inserted)
                .hasSizeGreaterThan(2)
                .allSatisfy(pair -> assertThat(pair.response()).isNotBlank());
        assertThat(inserted.get(0).instruction().text()).isEqualTo("How does a river begin?");
        assertThat(others).noneMatch(Outcome.Kept.class::isInstance);
    }

    @Test
    void augmentingReaderReadsUntilTheSeedsEnd() {
        ChatModel teacher = ScriptedChatModel.answering(request -> "An answer to: " + request.lastUserText());
        StreamingPipeline pipeline = AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(teacher, io.augment.chat.ChatRequest.of(instruction.text()))
                                .text())))
                .concurrency(4)
                .build();
        Iterator<Instruction> seeds =
                Stream.of("one", "two", "three").map(Instruction::of).iterator();
        AugmentingReader reader = new AugmentingReader(pipeline, () -> seeds.hasNext() ? seeds.next() : null);
        List<String> responses = new ArrayList<>();
        reader.open(new ExecutionContext());
        for (Example row = reader.read(); row != null; row = reader.read()) {
            responses.add(row.response());
        }
        reader.close();
        assertThat(responses).containsExactly("An answer to: one", "An answer to: two", "An answer to: three");
    }

    @Test
    void augmentingReaderLeavesOutWhatIsNotKept() {
        StreamingPipeline pipeline = AugmentationPipeline.builder()
                .generate(PairGenerator.existing())
                .build();
        Iterator<Instruction> seeds = List.of(
                        Instruction.of("without"),
                        Instruction.builder("with").response("answer").build())
                .iterator();
        AugmentingReader reader = new AugmentingReader(pipeline, () -> seeds.hasNext() ? seeds.next() : null);
        reader.open(new ExecutionContext());
        Example only = reader.read();
        assertThat(only).isNotNull();
        assertThat(only.instruction().text()).isEqualTo("with");
        assertThat(reader.read()).isNull();
        reader.close();
    }
}
