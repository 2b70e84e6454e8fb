package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {
    private static final String UNSET = "AUGMENT_TEST_KEY_THAT_IS_NOT_SET";

    /** A variable that every system sets, in place of a key. */
    private static final String SET = "PATH";

    @TempDir
    private Path temp;

    private Path seeds;

    @BeforeEach
    void writeSeeds() throws IOException {
        seeds = Files.writeString(
                temp.resolve("seeds.jsonl"), "{\"instruction\": \"Name three rivers of Italy.\"}\n".repeat(500));
    }

    private Cli.Result run(Object... more) {
        Object[] args = new Object[more.length + 5];
        System.arraycopy(new Object[] {"run", "--in", seeds, "--out", temp.resolve("out")}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(args);
    }

    private static void assertIsOneOrTwoSentences(Cli.Result result) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.err())
                .startsWith("augment: ")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingKeyIsNamedWithTheWayAround() {
        Cli.Result result = run("--model", "m", "--base-url", "https://models.example.com/v1", "--key-env", UNSET);
        assertIsOneOrTwoSentences(result);
        assertThat(result.err()).contains(UNSET).contains("--offline").contains("https://models.example.com/v1");
    }

    @Test
    void aRefusedKeyEndsTheRunAndIsNotShown() {
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().apiKey("right").start()) {
            Cli.Result result = run("--model", "m", "--base-url", server.baseUrl(), "--key-env", SET);
            assertIsOneOrTwoSentences(result);
            assertThat(result.err())
                    .contains(server.baseUrl())
                    .contains(SET)
                    .contains("401")
                    .doesNotContain(System.getenv(SET));
            assertThat(server.stats().requests()).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void aWrongModelIsToldAtTheFirstRequest() {
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().models("right").start()) {
            Cli.Result result = run("--model", "wrong", "--base-url", server.baseUrl(), "--concurrency", 1);
            assertIsOneOrTwoSentences(result);
            assertThat(result.err())
                    .contains("wrong")
                    .contains(server.baseUrl())
                    .contains("/v1");
            assertThat(server.stats().requests()).isEqualTo(1);
        }
    }

    @Test
    void aWrongPathIsToldAtTheFirstRequest() {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            Cli.Result result = run("--model", "m", "--base-url", server.baseUrl() + "/wrong", "--concurrency", 1);
            assertIsOneOrTwoSentences(result);
            assertThat(result.err()).contains(server.baseUrl() + "/wrong");
        }
    }

    @Test
    void aClosedPortIsToldAtTheFirstRequest() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Cli.Result result = run("--model", "m", "--base-url", "http://127.0.0.1:" + port + "/v1");
        assertIsOneOrTwoSentences(result);
        assertThat(result.err()).contains("http://127.0.0.1:" + port + "/v1");
    }

    @Test
    void aRunDirectoryInUseIsRefused() throws IOException {
        Path directory = Files.createDirectories(temp.resolve("out").resolve("run"));
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            Cli.Result result = run("--offline");
            assertIsOneOrTwoSentences(result);
            assertThat(result.err()).contains(directory.toString()).contains("in use by another run");
        }
    }

    @Test
    void badRowsAreNamedByFileAndLineAndTheRestGoesOn() throws IOException {
        Files.writeString(
                seeds,
                "{\"instruction\": \"Name the capital of France.\", \"output\": \"The capital is Paris.\"}\n"
                        + "{\"instruction\": \"broken\n".repeat(12)
                        + "{\"instruction\": \"Name the capital of Spain.\", \"output\": \"The capital is Madrid.\"}\n");
        Cli.Result result = run("--offline", "--json");
        assertThat(result.status()).isZero();
        List<String> lines = result.err().lines().toList();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).startsWith(seeds + ":2: ");
        assertThat(lines.get(9)).startsWith(seeds + ":11: ");
        assertThat(lines.get(10)).contains("2 more rows").contains("rejected.jsonl");
        JsonNode json = result.json();
        assertThat(json.get("read").asLong()).isEqualTo(14);
        assertThat(json.get("kept").asLong()).isEqualTo(2);
        JsonNode reject = Cli.lines(temp.resolve("out/run/rejected.jsonl")).get(0);
        assertThat(reject.get("file").asText()).isEqualTo(seeds.toString());
        assertThat(reject.get("line").asLong()).isEqualTo(2);
        assertThat(reject.get("stage").asText()).isEqualTo("source");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Cli.Result result =
                Cli.run("run", "--offline", "--in", temp.resolve("none.jsonl"), "--out", temp.resolve("out"));
        assertIsOneOrTwoSentences(result);
        assertThat(result.err()).contains("none.jsonl");
    }

    @Test
    void anErrorIsAnObjectForScripts() throws IOException {
        Cli.Result result =
                run("--model", "m", "--base-url", "https://models.example.com/v1", "--key-env", UNSET, "--json");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.json().get("stoppedBy").asText()).isEqualTo("error");
        assertThat(result.json().get("error").asText()).contains(UNSET);
    }

    @Test
    void aStackTraceIsForThoseWhoAsk() {
        Cli.Result result = Cli.run(
                "run", "--debug", "--offline", "--in", temp.resolve("none.jsonl"), "--out", temp.resolve("out"));
        assertThat(result.err()).contains("\tat ");
    }
}
