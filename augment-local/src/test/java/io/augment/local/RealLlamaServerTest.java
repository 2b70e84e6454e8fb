package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.JsonReply;
import io.augment.chat.JsonSchema;
import io.augment.chat.ServerErrorException;
import io.augment.run.RunReport;
import io.augment.testkit.SentenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs llama.cpp's own server where the environment variable AUGMENT_LLAMA_SERVER names its program. */
class RealLlamaServerTest {
    private static final JsonSchema SCHEMA =
            JsonSchema.named("reply").strings("instructions", "x").build();

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void setUp() {
        assumeTrue(
                System.getenv("AUGMENT_LLAMA_SERVER") != null, "skipped: AUGMENT_LLAMA_SERVER names no llama-server");
        model = SentenceModel.of(List.of(
                        "Describe the harbor of Lisbon in the early morning in three sentences.",
                        "Explain how a bakery plans the work of a week with two people.",
                        "List four things that a visitor of Vienna should see in the winter.",
                        "Compare two ways to learn a language in a year with little money."))
                .write(folder.resolve("sentences 1.gguf"));
    }

    private static LlamaServerProcess.Builder server(Path file) {
        return LlamaServerProcess.builder(Path.of(System.getenv("AUGMENT_LLAMA_SERVER")), file)
                .contextPerSlot(8_192);
    }

    @Test
    void runsTheQuickstartAsItIs() throws IOException {
        try (LlamaServerProcess server = server(model).slots(2).start()) {
            RunReport report = new PipelineCheck(folder).quickstart(server.chatModel(), 4);
            assertThat(report.failed()).isEmpty();
            assertThat(report.kept()).isGreaterThan(report.read());
            assertThat(Files.readString(folder.resolve("out/alpaca.json"))).contains("Vienna");
        }
    }

    @Test
    void answersInTheFormThatIsAskedFor() throws Exception {
        long pid;
        try (LlamaServerProcess server = server(model).slots(1).start()) {
            pid = server.pid();
            ChatModel student = server.chatModel();
            assertThat(student.info().identity())
                    .startsWith("llama-server/sentences 1.gguf@sha256:")
                    .doesNotEndWith("unknown");
            ChatRequest request = ChatRequest.of("Grüße 😀 你好").toBuilder()
                    .maxTokens(60)
                    .seed(7L)
                    .topLogprobs(3)
                    .build();
            ChatResponse plain = student.chat(request);
            assertThat(plain.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(plain.text()).endsWith(".");
            assertThat(plain.usage().completionTokens()).isPositive();
            assertThat(plain.logprobs()).isNotEmpty();
            assertThat(student.chat(request).text()).isEqualTo(plain.text());
            ChatResponse bound = student.chat(request.toBuilder()
                    .topLogprobs(0)
                    .maxTokens(400)
                    .replySchema(SCHEMA)
                    .build());
            assertThat(JsonReply.of(bound).requireStrings("instructions")).isNotNull();
            ChatRequest tooLong = ChatRequest.of("x".repeat(9_000));
            assertThatThrownBy(() -> student.chat(tooLong))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("8192");
        }
        assertGone(pid);
    }

    @Test
    void saysTheSameAsTheEngineInThisProcess() {
        Path toy = SharedModels.file("toy").resolve("toy-student-f16.gguf");
        ChatRequest request = ChatRequest.of("Expand: Describe the quiet cat.").toBuilder()
                .maxTokens(40)
                .temperature(0.0)
                .topLogprobs(5)
                .build();
        ChatResponse here;
        ChatResponse there;
        try (GgufChatModel engine = GgufChatModel.of(toy)) {
            here = engine.chat(request);
        }
        try (LlamaServerProcess server =
                server(toy).contextPerSlot(128).slots(1).start()) {
            there = server.chatModel().chat(request);
        }
        assertThat(there.text()).isEqualTo(here.text());
        assertThat(there.usage().promptTokens()).isEqualTo(here.usage().promptTokens());
        for (int i = 0; i < here.logprobs().size(); i++) {
            assertThat(there.logprobs().get(i).token())
                    .isEqualTo(here.logprobs().get(i).token());
            assertThat(there.logprobs().get(i).logprob())
                    .isCloseTo(here.logprobs().get(i).logprob(), within(0.02));
        }
    }

    @Test
    void startsAgainAfterItWasKilled() {
        try (LlamaServerProcess server = server(model).start()) {
            ChatModel student = server.chatModel();
            ProcessHandle first = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(first.destroyForcibly()).isTrue();
            ChatRequest request = ChatRequest.of("a").toBuilder().maxTokens(60).build();
            try {
                student.chat(request);
            } catch (ServerErrorException e) {
                assertThat(e).hasMessageContaining("ended with status 137");
            }
            assertThat(student.chat(request).text()).endsWith(".");
            assertThat(server.pid()).isNotEqualTo(first.pid());
        }
    }

    @Test
    void saysWhatItsLogSaysOfABrokenModel() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.gguf"), "no model at all, but long enough to be read");
        LlamaServerProcess.Builder server = server(broken);
        assertThatThrownBy(server::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("ended with status 1 before its model was loaded")
                .hasMessageContaining("broken.gguf");
    }

    private static void assertGone(long pid) throws Exception {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle != null) {
            handle.onExit().get(60, TimeUnit.SECONDS);
        }
    }
}
