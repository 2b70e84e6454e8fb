package io.augment.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.testkit.server.FakeOpenAiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged command as a process. */
class CommandIT {
    private static final Path JAR = Path.of("target", "augment.jar").toAbsolutePath();
    private static final Path SEEDS =
            Path.of("src", "main", "resources", "seeds", "quickstart.jsonl").toAbsolutePath();

    @TempDir
    private Path temp;

    @BeforeEach
    void wantTheJar() {
        assumeTrue(Files.isRegularFile(JAR), "skipped: augment.jar is not built yet");
    }

    @Test
    void makesATrainingSetOffline() throws Exception {
        UserProject.Ended ended = new UserProject(temp)
                .java(List.of(
                        "-Dfile.encoding=US-ASCII",
                        "-jar",
                        JAR.toString(),
                        "run",
                        "--offline",
                        "--in",
                        SEEDS.toString(),
                        "--out",
                        "out",
                        "--expand",
                        "2",
                        "--refine"));
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("No model was used").containsPattern("\\p{IsHan}");
        assertThat(temp.resolve("out").resolve("alpaca.json")).isNotEmptyFile();
    }

    @Test
    void saysItsVersionAndWhatIsMissing() throws Exception {
        assertThat(new UserProject(temp)
                        .java(List.of("-jar", JAR.toString(), "--version"))
                        .output())
                .matches("augment \\d+\\.\\d+.*\\s*");
        UserProject.Ended bare = new UserProject(temp).java(List.of("-jar", JAR.toString(), "run", "--in", "x"));
        assertThat(bare.status()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there cannot be sent the signal of Ctrl-C")
    void endsInOrderOnCtrlCAndGoesOnWithTheSameCommand() throws Exception {
        Path seeds = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(SEEDS).subList(0, 60));
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().latency(Duration.ofMillis(100)).start()) {
            List<String> command = List.of(
                    "-jar",
                    JAR.toString(),
                    "run",
                    "--model",
                    "teacher",
                    "--base-url",
                    server.baseUrl(),
                    "--in",
                    seeds.toString(),
                    "--out",
                    "out",
                    "--expand",
                    "1",
                    "--concurrency",
                    "8",
                    "--json");
            Process process = UserProject.process(temp, command);
            assertThat(server.awaitRequests(20, Duration.ofMinutes(2))).isTrue();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(Files.readString(temp.resolve("output.txt"))).contains("\"stoppedBy\":\"cancelled\"");
            assertThat(temp.resolve("out").resolve("alpaca.json")).exists();
            UserProject.Ended again = new UserProject(temp).java(command);
            assertThat(again.status()).as(again.output()).isZero();
            assertThat(again.output()).contains("\"stoppedBy\":\"done\"");
            assertThat(server.stats().repeatedAfterReply()).isZero();
        }
    }
}
