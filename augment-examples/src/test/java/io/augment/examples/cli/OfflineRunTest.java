package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineRunTest {
    @TempDir
    private Path temp;

    private Path out() {
        return temp.resolve("out");
    }

    @Test
    void makesMoreRowsOfTheSeedsAndAccountsForAll() throws Exception {
        Cli.Result result = Cli.run(
                "run",
                "--offline",
                "--in",
                Cli.QUICKSTART,
                "--out",
                out(),
                "--expand",
                2,
                "--refine",
                "--json",
                "--format",
                "alpaca,sharegpt,openai,augment");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        JsonNode json = result.json();
        assertThat(json.get("read").asLong())
                .isEqualTo(Files.readAllLines(Cli.QUICKSTART).size());
        assertThat(json.get("kept").asLong()).isGreaterThan(json.get("read").asLong());
        assertThat(json.get("read").asLong() + json.get("created").asLong())
                .isEqualTo(json.get("kept").asLong()
                        + Cli.sum(json.get("rejected"))
                        + Cli.sum(json.get("failed"))
                        + Cli.sum(json.get("notReached")));
        assertThat(json.get("stoppedBy").asText()).isEqualTo("done");
        assertThat(json.get("requests").asLong()).isZero();
        assertThat(json.get("tokens").asLong()).isZero();
        assertThat(json.get("costUsd").asText()).isEqualTo("0");
        assertThat(json.get("seconds").isNumber()).isTrue();
        assertThat(json.get("stages")).isNotEmpty();
        int kept = json.get("kept").asInt();
        assertThat(Cli.array(out().resolve("alpaca.json"))).hasSize(kept);
        assertThat(Cli.array(out().resolve("sharegpt.json"))).hasSize(kept);
        assertThat(Cli.lines(out().resolve("openai.jsonl"))).hasSize(kept);
        assertThat(Cli.lines(out().resolve("augment.jsonl"))).hasSize(kept);
        assertThat(Cli.lines(out().resolve("run/rejected.jsonl"))).hasSize((int) Cli.sum(json.get("rejected")));
    }

    @Test
    void keepsIdentifiersTasksAndColumnsAndNamesChildrenAfterTheirSeed() throws Exception {
        Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--expand", 2);
        Set<String> seeds = new HashSet<>();
        for (JsonNode seed : Cli.lines(Cli.QUICKSTART)) {
            seeds.add(seed.get("id").asText());
        }
        List<JsonNode> rows = Cli.lines(out().resolve("augment.jsonl"));
        assertThat(rows).extracting(row -> row.get("id").asText()).doesNotHaveDuplicates();
        for (JsonNode row : rows) {
            String[] id = row.get("id").asText().split("/", 2);
            assertThat(seeds).contains(id[0]);
            if (id.length > 1) {
                assertThat(id[1]).matches("expand\\d+");
            }
            assertThat(row.get("instruction").asText()).isNotBlank();
            assertThat(row.get("response").asText()).isNotBlank();
            assertThat(row.get("task").asText()).isNotBlank();
            assertThat(row.at("/metadata/license").asText()).isEqualTo("Apache-2.0");
            assertThat(row.at("/verdict/score").asDouble()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void doesTheSameAgain() throws Exception {
        Path again = temp.resolve("again");
        Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--expand", 2, "--refine", "--seed", 7);
        Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", again, "--expand", 2, "--refine", "--seed", 7);
        assertThat(out().resolve("augment.jsonl")).hasSameBinaryContentAs(again.resolve("augment.jsonl"));
        assertThat(out().resolve("alpaca.json")).hasSameBinaryContentAs(again.resolve("alpaca.json"));
    }

    @Test
    void leavesTheSeedsOutWhenAsked() throws Exception {
        Cli.Result result = Cli.run(
                "run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--expand", 1, "--no-seeds", "--json");
        assertThat(result.json().at("/rejected/seed-excluded").asLong())
                .isEqualTo(result.json().get("read").asLong());
        assertThat(Cli.lines(out().resolve("augment.jsonl")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("id").asText()).contains("/expand"));
    }

    @Test
    void samplesSeedsAcrossTaskTypes() throws Exception {
        Cli.Result result =
                Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--sample", 40, "--json");
        assertThat(result.json().get("kept").asLong()).isLessThanOrEqualTo(40);
        assertThat(result.json().at("/rejected/not-sampled").asLong())
                .isEqualTo(result.json().get("read").asLong() - 40);
        Set<String> tasks = Cli.lines(out().resolve("augment.jsonl")).stream()
                .map(row -> row.get("task").asText())
                .collect(Collectors.toSet());
        assertThat(tasks).hasSizeGreaterThan(15);
    }

    @Test
    void stopsAtATarget() throws Exception {
        Cli.Result met = Cli.run(
                "run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--expand", 2, "--target", 150, "--json");
        assertThat(met.status()).isZero();
        assertThat(met.json().get("stoppedBy").asText()).isEqualTo("target");
        assertThat(Cli.array(out().resolve("alpaca.json"))).hasSize(150);
    }

    @Test
    void fillsTaskTypesEvenly() throws Exception {
        List<String> lines = Files.readAllLines(Cli.QUICKSTART);
        Path seeds = Files.write(
                temp.resolve("seeds.jsonl"),
                List.of(
                        with(lines, "Math", 0),
                        with(lines, "Math", 1),
                        with(lines, "Math", 2),
                        with(lines, "Common-Sense", 0)));
        Cli.Result even = Cli.run(
                "run",
                "--offline",
                "--in",
                seeds,
                "--out",
                out(),
                "--expand",
                1,
                "--target",
                6,
                "--target-mix",
                "uniform",
                "--json");
        assertThat(even.status()).as(even.err()).isZero();
        assertThat(Cli.lines(out().resolve("augment.jsonl")))
                .extracting(row -> row.get("task").asText())
                .containsExactlyInAnyOrder("Math", "Math", "Math", "Common-Sense", "Common-Sense", "Common-Sense");
        assertThat(Cli.run("run", "--offline", "--in", seeds, "--out", out(), "--target-mix", "pai")
                        .err())
                .contains("--target");
    }

    private static String with(List<String> lines, String task, int number) {
        return lines.stream()
                .filter(line -> line.contains("\"task\": \"" + task + "\""))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhenATargetCannotBeMet() throws Exception {
        Path seeds = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(Cli.QUICKSTART).subList(0, 5));
        Cli.Result missed = Cli.run(
                "run", "--offline", "--in", seeds, "--out", out(), "--expand", 2, "--target", 100_000, "--json");
        assertThat(missed.status()).isEqualTo(3);
        assertThat(missed.json().get("stoppedBy").asText()).isEqualTo("no-progress");
        assertThat(Cli.array(out().resolve("alpaca.json")))
                .hasSize(missed.json().get("kept").asInt());
    }

    @Test
    void turnsDownDuplicatesAndRowsWithoutAResponse() throws Exception {
        Path seeds = Files.writeString(temp.resolve("seeds.jsonl"), """
                {"id": "a", "instruction": "Name the capital of France.", "output": "Paris is the capital of France."}
                {"id": "a", "instruction": "name the capital of  FRANCE", "output": "Paris is the capital of France."}
                {"id": "b", "instruction": "Name three rivers of Italy.", "output": ""}
                {"id": "a", "instruction": "Name the capital of Spain.", "output": "Madrid is the capital of Spain."}
                """);
        Cli.Result result = Cli.run("run", "--offline", "--in", seeds, "--out", out(), "--json");
        JsonNode json = result.json();
        assertThat(json.at("/rejected/exact-duplicate").asLong()).isEqualTo(1);
        assertThat(json.at("/rejected/no-response").asLong()).isEqualTo(1);
        assertThat(Cli.lines(out().resolve("augment.jsonl")))
                .extracting(row -> row.get("id").asText())
                .containsExactly("a", "a#3");
    }

    @Test
    void letsInstructionsWithoutAResponseGoOnWhenNoneIsWanted() throws Exception {
        Path seeds =
                Files.writeString(temp.resolve("seeds.txt"), "{\"instruction\": \"Name three rivers of Italy.\"}\n");
        Cli.Result result = Cli.run(
                "run",
                "--offline",
                "--in",
                seeds,
                "--out",
                out(),
                "--expand",
                2,
                "--generate",
                0,
                "--format",
                "augment",
                "--json");
        assertThat(result.json().get("kept").asInt())
                .isEqualTo(1 + result.json().get("created").asInt());
        assertThat(Cli.lines(out().resolve("augment.jsonl")))
                .allSatisfy(row -> assertThat(row.get("response").isNull()).isTrue());
    }

    @Test
    void tellsPeopleWhatBecameOfTheirSeeds() {
        Cli.Result result =
                Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", out(), "--expand", 2, "--refine");
        assertThat(result.out())
                .contains("read", "made", "kept", "rejected", "failed")
                .contains("No model was used")
                .contains("--model NAME --base-url URL --key-env VARIABLE")
                .contains(out().resolve("alpaca.json").toString())
                .contains("before and after:");
        assertThat(result.out().codePoints())
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    @Test
    void drawsAProgressLineOnATerminalAlone() {
        Cli.Result live = Cli.runLive("run", "--offline", "--in", Cli.QUICKSTART, "--out", out());
        assertThat(live.err()).contains("rows/s").contains(" kept, ").endsWith("\r\u001b[K");
        Cli.Result piped = Cli.run("run", "--offline", "--in", Cli.QUICKSTART, "--out", temp.resolve("piped"));
        assertThat(piped.err()).isEmpty();
    }
}
