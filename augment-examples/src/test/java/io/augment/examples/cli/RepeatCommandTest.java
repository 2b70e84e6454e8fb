package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.Reply;
import io.augment.testkit.server.Responder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays runs, retries what failed, previews and shows runs, against a server that speaks real HTTP. */
class RepeatCommandTest {
    @TempDir
    private Path temp;

    private Path out() {
        return temp.resolve("out");
    }

    private List<Object> options(String url, int seeds) throws Exception {
        Path file = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(Cli.QUICKSTART).subList(0, seeds));
        return List.of(
                "--model", "teacher", "--base-url", url, "--in", file, "--out", out(), "--expand", 2, "--refine");
    }

    private static Cli.Result command(String name, List<Object> options, Object... more) {
        List<Object> all = new ArrayList<>(List.of(name));
        all.addAll(options);
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    @Test
    void replaysByNamingTheDirectoryWithTheServerGone() throws Exception {
        JsonNode first;
        List<Object> options;
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            options = options(server.baseUrl(), 12);
            first = command("run", options, "--json").json();
        }
        byte[] rows = Files.readAllBytes(out().resolve("augment.jsonl"));
        byte[] alpaca = Files.readAllBytes(out().resolve("alpaca.json"));
        Files.delete(out().resolve("augment.jsonl"));

        Cli.Result replay = Cli.run("replay", out().resolve("run"), "--json");
        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.json().get("kept")).isEqualTo(first.get("kept"));
        assertThat(replay.json().get("replayed")).isEqualTo(first.get("requests"));
        assertThat(replay.json().get("stages")).isEqualTo(first.get("stages"));
        assertThat(Files.readAllBytes(out().resolve("augment.jsonl"))).isEqualTo(rows);
        assertThat(Files.readAllBytes(out().resolve("alpaca.json"))).isEqualTo(alpaca);

        Path elsewhere = temp.resolve("elsewhere");
        Cli.Result other =
                Cli.run("replay", out().resolve("run"), "--out", elsewhere, "--run-dir", out().resolve("run"));
        assertThat(other.status()).as(other.err()).isZero();
        assertThat(Files.readAllBytes(elsewhere.resolve("augment.jsonl"))).isEqualTo(rows);
        assertThat(other.out()).contains("replayed ", " 0 paid again");

        Cli.Result spelled = command("replay", options, "--json");
        assertThat(spelled.json().get("kept")).isEqualTo(first.get("kept"));
    }

    @Test
    void retriesJustWhatFailed() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Responder sometimes = call -> broken.get() && call.lastUserMessage().hashCode() % 4 == 0
                ? Reply.of("")
                : Responder.ruleBased().reply(call);
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().responder(sometimes).start()) {
            List<Object> options = options(server.baseUrl(), 20);
            JsonNode first = command("run", options, "--json").json();
            long failed = Cli.sum(first.get("failed"));
            assertThat(failed).isPositive();
            broken.set(false);
            long before = server.stats().requests();

            Cli.Result retry = Cli.run("retry-failed", out().resolve("run"), "--json");
            assertThat(retry.status()).as(retry.err()).isZero();
            assertThat(retry.json().get("failed")).isEmpty();
            assertThat(retry.json().get("kept").asLong())
                    .isGreaterThan(first.get("kept").asLong());
            assertThat(retry.json().get("paidAgain").asLong()).isZero();
            assertThat(server.stats().requests() - before).isBetween(failed, 4 * failed);
            TeacherCommandTest.assertAddsUp(retry.json());
        }
    }

    @Test
    void saysWhichDirectoryIsNotOneOfARun() {
        Cli.Result result = Cli.run("replay", temp);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("command.json", "is not the directory of a run");
    }

    @Test
    void previewsEachStageAndPaysOnce() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            List<Object> options = options(server.baseUrl(), 10);
            Cli.Result preview = command("preview", options, "--records", 2);
            assertThat(preview.status()).as(preview.err()).isZero();
            assertThat(preview.out()).contains("== expand ==", "== refine ==", "== generate ==", "before", "after");
            long paid = server.stats().requests();
            assertThat(paid).isPositive();
            assertThat(out().resolve("alpaca.json")).doesNotExist();
            JsonNode run = command("run", options, "--json").json();
            assertThat(run.get("replayed").asLong()).isEqualTo(paid);
        }
    }

    @Test
    void previewsByRulesWithoutADirectory() throws Exception {
        Cli.Result preview =
                Cli.run("preview", "--offline", "--in", Cli.QUICKSTART, "--expand", 1, "--records", 1, "--json");
        assertThat(preview.status()).as(preview.err()).isZero();
        assertThat(preview.out().lines()).allSatisfy(line -> assertThat(line).startsWith("{\"stage\":\""));
        assertThat(preview.out()).contains("\"stage\":\"expand\"");
    }

    @Test
    void makesThePageAgain() throws Exception {
        Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", out());
        Path page = out().resolve("run").resolve("report.html");
        String before = Files.readString(page);
        Files.delete(page);
        Cli.Result result = Cli.run("report", out().resolve("run"));
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().strip()).isEqualTo(page.toString());
        assertThat(Files.readString(page)).isEqualTo(before);
        assertThat(Cli.run("report", temp).status()).isEqualTo(1);
    }

    @Test
    void capsTokensRequestsAndTime() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            List<Object> options = options(server.baseUrl(), 10);
            Cli.Result tokens = command("run", options, "--budget-tokens", 20_000, "--json");
            assertThat(tokens.status()).isEqualTo(3);
            assertThat(tokens.json().get("stoppedBy").asText()).isEqualTo("budget-tokens");
            assertThat(tokens.json().get("tokens").asLong()).isPositive().isLessThanOrEqualTo(20_000);
            long sent = server.stats().requests();
            Cli.Result requests = command("run", options, "--budget-requests", 12, "--json");
            assertThat(requests.json().get("stoppedBy").asText()).isEqualTo("budget-requests");
            assertThat(server.stats().requests())
                    .as("the earlier run has used the cap up")
                    .isEqualTo(sent);
            Cli.Result time =
                    command("run", options, "--rpm", 1, "--tpm", 100_000, "--budget-minutes", "0.02", "--json");
            assertThat(time.json().get("stoppedBy").asText()).isEqualTo("budget-time");
            assertThat(Cli.run("run", "--budget-minutes", "0", "--offline").err())
                    .contains("--budget-minutes");
        }
    }
}
