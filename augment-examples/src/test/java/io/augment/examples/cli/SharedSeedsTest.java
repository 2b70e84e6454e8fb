package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes two published seed sets, one English and one Chinese, through the whole command. */
@Tag("slow")
class SharedSeedsTest {
    private static final String FORMATS = "alpaca,sharegpt,openai,augment";

    @TempDir
    private Path temp;

    private static Path shared(String name) {
        Path data = Path.of("..", "..", "shared", "data");
        assumeTrue(Files.isDirectory(data), "skipped: the shared test data are not here");
        return data.resolve(name);
    }

    @ParameterizedTest
    @CsvSource({"self_instruct/seed_tasks.jsonl", "belle/zh_seed_tasks.json"})
    void runOfflineByRules(String name) throws Exception {
        Path seeds = shared(name);
        Path out = temp.resolve("out");
        Cli.Result result = Cli.run(
                "run",
                "--offline",
                "--in",
                seeds,
                "--out",
                out,
                "--expand",
                3,
                "--refine",
                "--format",
                FORMATS,
                "--json");
        assertThat(result.status()).as(result.err()).isZero();
        check(result, out);
        assertThat(result.json().get("created").asLong()).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"self_instruct/seed_tasks.jsonl", "belle/zh_seed_tasks.json"})
    void runByAModelAtSixtyFourInFlight(String name) throws Exception {
        Path seeds = shared(name);
        Path out = temp.resolve("out");
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .latency(Duration.ofMillis(20), Duration.ofMillis(60))
                .start()) {
            Cli.Result result = Cli.run(
                    "run",
                    "--model",
                    "teacher",
                    "--base-url",
                    server.baseUrl(),
                    "--in",
                    seeds,
                    "--out",
                    out,
                    "--expand",
                    3,
                    "--refine",
                    "--judge",
                    "0.3",
                    "--concurrency",
                    64,
                    "--format",
                    FORMATS,
                    "--json");
            assertThat(result.status()).as(result.err()).isZero();
            check(result, out);
            assertThat(result.json().get("requests").asLong())
                    .isEqualTo(server.stats().requests());
            assertThat(server.stats().maxInFlight()).isBetween(33, 64);
            assertThat(server.stats().repeatedAfterReply()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "self_instruct/seed_tasks.jsonl, 20",
        "self_instruct/seed_tasks.jsonl, 30",
        "belle/zh_seed_tasks.json, 20"
    })
    void aPilotComesNearTheCost(String name, int pilot) throws Exception {
        EstimateCheck.Result result = EstimateCheck.of(shared(name), pilot, temp);
        System.out.printf("pilot of %d on %s: %s%n", pilot, name, result);
        assertThat(result.error()).isBetween(-0.15, 0.15);
    }

    private static void check(Cli.Result result, Path out) throws Exception {
        JsonNode json = result.json();
        TeacherCommandTest.assertAddsUp(json);
        TeacherCommandTest.assertRowsAreWhole(out.resolve("augment.jsonl"));
        int kept = json.get("kept").asInt();
        assertThat(json.get("read").asLong()).isEqualTo(175);
        List<JsonNode> rows = Cli.lines(out.resolve("augment.jsonl"));
        assertThat(rows).hasSize(kept);
        assertThat(Cli.array(out.resolve("alpaca.json"))).hasSize(kept);
        assertThat(Cli.array(out.resolve("sharegpt.json"))).hasSize(kept);
        assertThat(Cli.lines(out.resolve("openai.jsonl"))).hasSize(kept);
        assertThat(Cli.lines(out.resolve("run/rejected.jsonl"))).hasSize((int) Cli.sum(json.get("rejected")));
        assertThat(Cli.lines(out.resolve("run/failed.jsonl"))).hasSize((int) Cli.sum(json.get("failed")));
        assertThat(rows).extracting(row -> row.get("id").asText()).doesNotHaveDuplicates();
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            JsonNode row = rows.get(random.nextInt(rows.size()));
            assertThat(row.at("/provenance/steps").isArray()).isTrue();
            assertThat(row.at("/origin/line").asLong()).isPositive();
            assertThat(row.at("/verdict/score").asDouble()).isPositive();
        }
    }
}
