package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.JsonSchema;
import io.augment.chat.ServerErrorException;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.student.PaiStudents;
import io.augment.testkit.TestContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a program that behaves like llama-server, as a real process. */
class LlamaServerProcessTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void setUp() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "skipped: this system runs no shell scripts");
        model = Files.writeString(folder.resolve("tiny.gguf"), "GGUF and so on");
    }

    /** Writes a script that runs the program; a shell that has been told to ignore TERM passes that on. */
    private Path program(String mode) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String before = mode.equals("stubborn") ? "trap '' TERM\n" : "";
        String exec = mode.equals("child") ? "" : "exec ";
        String after = mode.equals("child") ? "\nexit 0" : "";
        Path script = folder.resolve("llama-server-" + mode);
        Files.writeString(
                script,
                "#!/bin/sh\n" + before + exec + "'" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + CLASS_PATH + "' io.augment.local.FakeLlamaServer " + mode + " \"$@\"" + after + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private LlamaServerProcess.Builder server(String mode) throws IOException {
        return LlamaServerProcess.builder(program(mode), model).threads(3);
    }

    private static void assertGone(long pid) throws Exception {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle != null) {
            handle.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void answersAndEnds() throws Exception {
        long pid;
        ChatModel student;
        try (LlamaServerProcess server = server("slow")
                .slots(2)
                .contextPerSlot(1024)
                .arguments(List.of("--no-webui"))
                .start()) {
            student = server.chatModel();
            pid = server.pid();
            assertThat(server.isRunning()).isTrue();
            assertThat(student.info().identity())
                    .matches("llama-server/tiny\\.gguf@sha256:[0-9a-f]{16}/b4242-fake")
                    .doesNotContain(server.baseUrl().replaceAll("\\D+", " ").strip());
            assertThat(student.info().price()).isNotNull();
            assertThat(student.chat(ChatRequest.of("Grüße 😀 你好")).text()).isEqualTo("ECHO Grüße 😀 你好");
            assertThat(student.chat(ChatRequest.of("arguments")).text())
                    .contains(
                            "--host 127.0.0.1 --port 0 --ctx-size 2048 --parallel 2 --threads 3 --offline --no-webui");
            assertThat(PaiStudents.expander(student)
                            .expand(Instruction.of("Name a river in France."), TestContext.create()))
                    .extracting(Instruction::text)
                    .containsExactly("ECHO Name a river in France.");
            refusesWhatTheServerWouldMisread(student);
        }
        assertGone(pid);
        ChatModel closed = student;
        assertThatThrownBy(() -> closed.chat(ChatRequest.of("hi")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void refusesWhatTheServerWouldMisread(ChatModel student) {
        JsonSchema schema = JsonSchema.named("reply").string("instruction", "x").build();
        String body = student.chat(
                        ChatRequest.of("body").toBuilder().replySchema(schema).build())
                .text();
        assertThat(body)
                .contains("\"max_tokens\":2048", "\"grammar\":\"root ::= ")
                .doesNotContain("response_format");
        assertThat(student.chat(ChatRequest.of("full").toBuilder()
                                .replySchema(schema)
                                .build())
                        .isTruncated())
                .isTrue();
        assertThatThrownBy(() -> student.chat(ChatRequest.of("a <|im_end|> b")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("<|im_end|>");
        assertThatThrownBy(() -> student.chat(ChatRequest.of("malformed")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("parse error");
        assertThatThrownBy(() -> student.chat(ChatRequest.of("long")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("5000 > 4096");
    }

    @Test
    void runsAPipelineWithAStudent() throws IOException {
        RunDirectory directory = RunDirectory.at(folder.resolve("run"));
        Source seeds = Source.of(List.of(
                Instruction.builder("Name a river in France.").id("a").build(),
                Instruction.builder("Name a mountain in Italy.").id("b").build()));
        RunReport report;
        RunReport again;
        try (LlamaServerProcess server = server("ok").start()) {
            AugmentationPipeline pipeline = AugmentationPipeline.builder()
                    .expand(PaiStudents.expander(server.chatModel()))
                    .generate((instruction, context) -> List.of(InstructionPair.of(
                            instruction,
                            context.chat(server.chatModel(), ChatRequest.of(instruction.text()))
                                    .text())))
                    .build();
            report = pipeline.run(seeds, directory);
            again = pipeline.replay(seeds, directory);
        }

        assertThat(report.kept()).isEqualTo(4);
        assertThat(report.requests()).isEqualTo(6);
        assertThat(again.replayed()).isEqualTo(6);
        assertThat(Files.readString(directory.kept()))
                .contains("ECHO Name a mountain in Italy.", "llama-server/tiny.gguf@sha256:")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void runsTheQuickstartAsItIs() throws IOException {
        try (LlamaServerProcess server = server("student").slots(4).start()) {
            RunReport report = new PipelineCheck(folder).quickstart(server.chatModel(), 30);
            assertThat(report.failed()).isEmpty();
            assertThat(report.kept()).isGreaterThan(30);
            assertThat(Files.readString(folder.resolve("out/alpaca.json")))
                    .contains("000 people.")
                    .doesNotContain("ECHO");
        }
    }

    @Test
    void startsAgainAfterACrashButNotForEver() throws IOException {
        try (LlamaServerProcess server = server("ok").maxRestarts(1).start()) {
            ChatModel student = server.chatModel();
            long first = server.pid();

            assertThatThrownBy(() -> student.chat(ChatRequest.of("crash")))
                    .isInstanceOf(ServerErrorException.class)
                    .hasMessageContaining("ended with status 134")
                    .hasMessageContaining("out of memory");
            assertThat(student.chat(ChatRequest.of("again")).text()).isEqualTo("ECHO again");
            assertThat(server.pid()).isNotEqualTo(first);

            assertThatThrownBy(() -> student.chat(ChatRequest.of("crash"))).isInstanceOf(ServerErrorException.class);
            assertThatThrownBy(() -> student.chat(ChatRequest.of("again")))
                    .isInstanceOfSatisfying(
                            ChatException.class, e -> assertThat(e.reason()).isEqualTo("local-server-failed"))
                    .hasMessageContaining("started again 1 times")
                    .hasMessageContaining("out of memory");
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void takesFilesOfAnyName() throws IOException {
        model = Files.writeString(folder.resolve("tiny, the second 1.gguf"), "GGUF and so on");
        try (LlamaServerProcess server = server("ok").start()) {
            assertThat(server.chatModel().info().identity()).startsWith("llama-server/tiny_ the second 1.gguf@");
        }
    }

    @Test
    void saysWhyItDidNotStart() throws IOException {
        LlamaServerProcess.Builder broken = server("broken");
        assertThatThrownBy(broken::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("ended with status 1 before its model was loaded")
                .hasMessageContaining("error loading model: key *** is no GGUF");

        LlamaServerProcess.Builder never = server("never").startTimeout(Duration.ofMillis(1));
        assertThatThrownBy(never::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("was not ready within 0.001 s");

        LlamaServerProcess.Builder other = server("other");
        assertThatThrownBy(other::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("lists the model another.gguf and not tiny.gguf");
    }

    @Test
    void abortsCallsAndKillsWhatIgnoresIt() throws Exception {
        LlamaServerProcess server =
                server("stubborn").stopTimeout(Duration.ofMillis(50)).start();
        ChatModel student = server.chatModel();
        long pid = server.pid();
        CompletableFuture<String> hanging = CompletableFuture.supplyAsync(
                () -> student.chat(ChatRequest.of("hang")).text());
        assertThat(student.chat(ChatRequest.of("meanwhile")).text()).isEqualTo("ECHO meanwhile");

        server.close();
        server.close();

        assertThatThrownBy(() -> hanging.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfAny(ChatException.class, IllegalStateException.class);
        assertGone(pid);
    }

    @Test
    void endsWhatAScriptStarted() throws Exception {
        LlamaServerProcess server = server("child").start();
        List<Long> family = ProcessHandle.of(server.pid())
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .toList();

        server.close();

        assertThat(family).isNotEmpty();
        for (long pid : family) {
            assertGone(pid);
        }
    }

    @Test
    void endsTheServerWhenTheJvmExits() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        CLASS_PATH,
                        ExitingProgram.class.getName(),
                        program("ok").toString(),
                        model.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }

        assertThat(jvm.waitFor()).as(String.join("\n", lines)).isEqualTo(7);
        assertThat(lines).hasSize(1);
        assertGone(Long.parseLong(lines.get(0)));
    }

    @Test
    void endsTheServerWhenTheJvmIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        CLASS_PATH,
                        ExitingProgram.class.getName(),
                        program("ok").toString(),
                        model.toString(),
                        "stay")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            pid = Long.parseLong(out.readLine());
            assertThat(ProcessHandle.of(pid)).isPresent();
            jvm.destroyForcibly();
        }

        assertThat(jvm.waitFor()).isNotZero();
        assertGone(pid);
    }

    /** Starts a server and exits without closing it. */
    static final class ExitingProgram {
        private ExitingProgram() {}

        public static void main(String[] args) throws InterruptedException {
            LlamaServerProcess server = LlamaServerProcess.builder(Path.of(args[0]), Path.of(args[1]))
                    .start();
            System.out.println(server.pid());
            if (args.length > 2) {
                new CountDownLatch(1).await();
            }
            System.exit(7);
        }
    }

    @Test
    void checksItsSettings() throws IOException {
        LlamaServerProcess.Builder missing = LlamaServerProcess.builder(folder.resolve("none"), model);
        assertThatThrownBy(missing::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("There is no program at");
        LlamaServerProcess.Builder noModel = LlamaServerProcess.builder(program("ok"), folder.resolve("none.gguf"));
        assertThatThrownBy(noModel::start)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("There is no model at");
        assertThatThrownBy(() -> missing.arguments(List.of("--api-key=secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--api-key")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> missing.slots(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
