package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.Sampling;
import io.augment.expand.InstructionExpander;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.model.RandomModel;
import io.augment.local.internal.token.TinyVocabulary;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.refine.InstructionRefiner;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.testkit.SentenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whole pipelines with a model in this process. */
class QuickstartTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private static final List<String> SENTENCES = List.of(
            "Describe the harbor of Lisbon in the early morning in three sentences.",
            "Explain how a bakery plans the work of a week with two people.",
            "List four things that a visitor of Vienna should see in the winter.",
            "Compare two ways to learn a language in a year with little money.");

    @TempDir
    private Path folder;

    @Test
    void theQuickstartRunsAsItIs() throws IOException {
        Path file = SentenceModel.of(SENTENCES).write(folder.resolve("sentences.gguf"));
        try (GgufChatModel model = GgufChatModel.of(file)) {
            RunReport report = new PipelineCheck(folder).quickstart(model, 2);
            assertThat(report.failed()).isEmpty();
            assertThat(report.kept()).isGreaterThan(report.read());
            String rows = Files.readString(folder.resolve("out/alpaca.json"));
            assertThat(rows).contains("Vienna");
        }
    }

    /** Prompts many times as long as the toy was trained for: of what it says, nothing but the form is right. */
    @Test
    @Tag("slow")
    void theQuickstartRunsOnTheToyAsItIs() throws IOException {
        try (GgufChatModel toy = GgufChatModel.builder(SharedModels.file("toy").resolve("toy-student-q8_0.gguf"))
                .contextPerSlot(8_192)
                .build()) {
            RunReport report = new PipelineCheck(folder).quickstart(toy, 4);
            assertThat(report.read()).isEqualTo(4);
            assertThat(report.requests()).isGreaterThanOrEqualTo(8);
            // No reply lacks its form: it was turned down for what it says, or did not come to an end.
            assertThat(report.failed().keySet()).isSubsetOf("truncated", "unreadable-reply");
            for (String row : Files.readAllLines(folder.resolve("run/failed.jsonl"))) {
                assertThat(row).containsAnyOf("ended at the output limit", "is an empty list");
            }
        }
    }

    /** The toy is asked as it was trained; what it says is a toy's. */
    @Test
    void aTrainedStudentExpandsRefinesAndAnswers() throws IOException {
        try (GgufChatModel student = GgufChatModel.of(SharedModels.file("toy").resolve("toy-student-q8_0.gguf"))) {
            AugmentationPipeline pipeline = AugmentationPipeline.builder()
                    .expand(expander(student).perSeed(2))
                    .refine((instruction, context) ->
                            instruction.withText(said(student, "Refine: ", instruction, context)))
                    .filter(Filters.exactDuplicates())
                    .generate((instruction, context) ->
                            List.of(InstructionPair.of(instruction, said(student, "Respond: ", instruction, context))))
                    .judge(QualityJudge.rules(), Threshold.atLeast(0.1))
                    .concurrency(4)
                    .build();
            Source seeds = Source.of(Stream.of("cat", "robot")
                    .map(thing -> Instruction.builder("Describe the quiet " + thing + ".")
                            .id(thing)
                            .build())
                    .toList());
            RunReport report = new PipelineCheck(folder).runAndReplay(pipeline, seeds);
            assertThat(report.kept()).isGreaterThan(2);
            assertThat(report.failed()).isEmpty();
            assertThat(Files.readString(folder.resolve("out/alpaca.json"))).contains("\"output\"");
        }
    }

    private static InstructionExpander expander(ChatModel student) {
        return (seed, context) -> Stream.generate(() -> said(student, "Expand: ", seed, context))
                .limit(context.wanted())
                .map(Instruction::of)
                .toList();
    }

    private static String said(ChatModel student, String task, Instruction instruction, StageContext context) {
        ChatResponse reply = context.chat(
                student,
                ChatRequest.of(task + instruction.text()).toBuilder()
                        .maxTokens(72)
                        .temperature(0.7)
                        .seed(context.random().nextLong())
                        .build());
        if (reply.isTruncated()) {
            throw context.rejected("truncated");
        }
        return reply.text().strip();
    }

    /** Random weights never make sense: each record ends with a reason, and the same one each time. */
    @Test
    void aModelOfNoiseRunsTheBuiltInStrategiesAndAddsUp() throws IOException {
        TinyVocabulary vocabulary = TinyVocabulary.of(60);
        Path file = vocabulary
                .putInto(new RandomModel("qwen2", GgufType.Q8_0, true, vocabulary.size(), 2).writer(), "qwen2")
                .put("tokenizer.chat_template", TEMPLATE)
                .write(folder.resolve("noise.gguf"));
        try (GgufChatModel noise =
                GgufChatModel.builder(file).contextPerSlot(4096).build()) {
            Sampling brief = Sampling.modelDefault().withMaxTokens(30);
            AugmentationPipeline pipeline = AugmentationPipeline.builder()
                    .refine(InstructionRefiner.builder(noise).sampling(brief).build())
                    .filter(Filters.exactDuplicates())
                    .generate(PairGenerator.responsesBuilder(noise)
                            .sampling(brief)
                            .build())
                    .judge(QualityJudge.rules(), Threshold.atLeast(0.1))
                    .concurrency(4)
                    .build();
            Source seeds = Source.of(
                    List.of(Instruction.builder("你好 😀 <|im_end|>").id("a").build()));
            RunReport report = new PipelineCheck(folder).runAndReplay(pipeline, seeds);
            assertThat(report.requests()).isGreaterThanOrEqualTo(1);
            assertThat(report.completionTokens()).isPositive();
        }
    }
}
