package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs dedup, decontaminate, filter and stats on files. */
class FilterCommandsTest {
    private static final String POEM = "Write a short poem about the sea at night and the ships that pass";
    private static final String MAIL = "Turn these notes into a friendly mail to the whole team";

    @TempDir
    private Path temp;

    private Path rows(String name, String... instructions) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < instructions.length; i++) {
            lines.append("{\"id\": \"")
                    .append(name)
                    .append(i)
                    .append("\", \"instruction\": \"")
                    .append(instructions[i])
                    .append("\", \"output\": \"An answer.\"}\n");
        }
        return Files.writeString(temp.resolve(name + ".jsonl"), lines);
    }

    private static List<String> ids(Path file) throws IOException {
        return Cli.lines(file).stream().map(row -> row.get("id").asText()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "exact, exact-duplicate, equals r0",
        "minhash, near-duplicate, similarity 1.00 to r0",
        "rouge, not-novel, ROUGE-L 1.00 with r0"
    })
    void keepsTheFirstOfEachGroup(String method, String reason, String detail) throws IOException {
        Path in = rows("r", POEM, MAIL, POEM.toUpperCase(Locale.ROOT) + "!");
        Path out = temp.resolve("out/kept.jsonl");
        Path rejects = temp.resolve("out/rejects.jsonl");

        Cli.Result result = Cli.run("dedup", "--in", in, "--out", out, "--rejects", rejects, "--method", method);

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("3 rows read, 2 kept in " + out + ", 1 rejected: " + reason + " 1.")
                .contains(rejects.toString());
        assertThat(ids(out)).containsExactly("r0", "r1");
        assertThat(Cli.lines(rejects)).singleElement().satisfies(line -> {
            assertThat(line.get("reason").asText()).isEqualTo(reason);
            assertThat(line.get("detail").asText()).isEqualTo(detail);
            assertThat(line.get("line").asInt()).isEqualTo(3);
            assertThat(line.get("record").get("id").asText()).isEqualTo("r2");
        });
    }

    @Test
    void comparesWithFilesAndReadsSeveral() throws IOException {
        Path one = rows("a", POEM, "Name three rivers of Asia in the order of their lengths");
        Path two = rows("b", "Name three rivers of Asia in the order of their length", MAIL);
        Path seeds = rows("s", POEM + ", please");
        Path out = temp.resolve("out.jsonl");

        Cli.Result result = Cli.run("dedup", "--in", one, two, "--out", out, "--against", seeds, "--json");

        assertThat(result.json().get("kept").asInt()).isEqualTo(2);
        assertThat(result.json().get("rejected").get("near-duplicate").asInt()).isEqualTo(2);
        assertThat(ids(out)).containsExactly("a1", "b1");
    }

    @Test
    void keepsTheBestOrTheLongestAndWritesTheGroups() throws IOException {
        Path in = rows("r", POEM, POEM + " by", MAIL);
        Path out = temp.resolve("out.jsonl");
        Path clusters = temp.resolve("clusters.jsonl");

        Cli.Result longest =
                Cli.run("dedup", "--in", in, "--out", out, "--keep", "longest", "--clusters", clusters, "--json");
        assertThat(longest.json().get("clusters").asInt()).isEqualTo(1);
        assertThat(ids(out)).containsExactly("r1", "r2");
        assertThat(Files.readString(clusters)).isEqualTo("{\"kept\":\"r1\",\"duplicates\":[\"r0\"]}\n");

        Cli.Result best = Cli.run("dedup", "--in", in, "--out", out, "--keep", "best");
        assertThat(best.err()).contains("No row has a judge's score");
        assertThat(ids(out)).containsExactly("r0", "r2");

        assertThat(Cli.run("dedup", "--in", in, "--out", out, "--threshold", "1", "--keep", "LONGEST")
                        .status())
                .isZero();
        assertThat(ids(out)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "longest", "best"})
    void givesOnDiskWhatItGivesInMemory(String keep) throws IOException {
        Path in = rows("r", POEM, MAIL, POEM + " by", "Name three rivers of Asia in the order of their lengths", MAIL);
        Files.writeString(in, "nonsense\n", StandardOpenOption.APPEND);
        Path seeds = rows("s", "Name three rivers of Asia in the order of their length, please");
        Path scratch = temp.resolve("scratch");
        List<List<String>> results = new ArrayList<>();
        for (List<Object> more : List.of(List.of(), List.<Object>of("--scratch", scratch))) {
            Path out = temp.resolve("out.jsonl");
            Path rejects = temp.resolve("rejects.jsonl");
            Path clusters = temp.resolve("clusters.jsonl");
            List<Object> command = new ArrayList<>(List.of("dedup", "--in", in, "--out", out, "--rejects", rejects));
            command.addAll(List.of("--against", seeds, "--keep", keep, "--clusters", clusters, "--json"));
            command.addAll(more);
            Cli.Result result = Cli.run(command.toArray());
            results.add(List.of(
                    result.out(),
                    result.err(),
                    Files.readString(out),
                    // In memory all rows are read, and what cannot be read is told, before the first is decided about.
                    Files.readAllLines(rejects).stream().sorted().toList().toString(),
                    Files.readString(clusters)));
        }

        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(1).get(0)).contains("\"kept\":2").contains("\"clusters\":3");
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void asksAnEmbeddingModelOncePerText() throws IOException {
        Path in = rows("r", POEM, POEM, MAIL);
        Path out = temp.resolve("out.jsonl");
        Path vectors = temp.resolve("vectors");
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            Object[] command = {
                "dedup",
                "--in",
                in,
                "--out",
                out,
                "--method",
                "embedding",
                "--model",
                "m",
                "--base-url",
                server.baseUrl(),
                "--run-dir",
                vectors,
                "--threshold",
                "0.999"
            };
            assertThat(Cli.run(command).err()).isEmpty();
            assertThat(ids(out)).containsExactly("r0", "r2");
            long requests = server.stats().requests();
            assertThat(requests).isEqualTo(2);
            assertThat(Cli.run(command).status()).isZero();
            assertThat(server.stats().requests()).isEqualTo(requests);
        }
    }

    @Test
    void removesBenchmarkItemsAndNamesThem() throws IOException {
        Path in = rows("r", MAIL, "Question: " + POEM.toUpperCase(Locale.ROOT), "Good morning");
        Path bench = Files.writeString(temp.resolve("bench.jsonl"), "{\"question\": \"" + POEM + "?\"}\n");
        Path out = temp.resolve("out.jsonl");
        Path rejects = temp.resolve("rejects.jsonl");

        Cli.Result result = Cli.run(
                "decontaminate", "--in", in, "--out", out, "--rejects", rejects, "--benchmarks", bench, "--json");

        assertThat(result.json().get("rejected").get("contaminated").asInt()).isEqualTo(1);
        assertThat(result.json().get("benchmarkItems").asInt()).isEqualTo(1);
        assertThat(ids(out)).containsExactly("r0", "r2");
        assertThat(Cli.lines(rejects).get(0).get("detail").asText())
                .contains("bench.jsonl:1 (whole 1.00) in instruction from character 10");
    }

    @Test
    void appliesRulesInTheirOrderAndMasks() throws IOException {
        Path in = rows(
                "r", "Mail it to jane@example.com", "Hol die Post, bitte, und bring sie der Frau, die da ist", MAIL);
        Path out = temp.resolve("out.json");

        Cli.Result result = Cli.run(
                "filter",
                "--in",
                in,
                "--out",
                out,
                "--format",
                "alpaca",
                "--rules",
                "standard,mask-personal-data,languages:en");

        assertThat(result.out()).contains("3 rows read, 2 kept").contains("rejected: language 1.");
        List<JsonNode> kept = Cli.array(out);
        assertThat(kept.get(0).get("instruction").asText()).isEqualTo("Mail it to [EMAIL]");
        assertThat(kept).hasSize(2);
    }

    @Test
    void comparesFilesSideBySide() throws IOException {
        Path one = rows("one", POEM, MAIL);
        Path two = Files.writeString(temp.resolve("two.jsonl"), "{\"instruction\": \"Hi\"}\nnonsense\n");

        Cli.Result table = Cli.run("stats", one, two);
        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("one.jsonl", "two.jsonl", "distinct-2", "unreadable");
        assertThat(table.err()).contains("two.jsonl:2");

        JsonNode json = Cli.run("stats", "--json", one, two).json();
        assertThat(json.get(0).get("rows").asInt()).isEqualTo(2);
        assertThat(json.get(0).get("responseWords").get("mean").asDouble()).isEqualTo(2);
        assertThat(json.get(1).get("unreadable").asInt()).isEqualTo(1);
        assertThat(json.get(1).get("responseWords").isNull()).isTrue();
    }

    @Test
    void writesWhatCannotBeReadOrHeldToTheRejects() throws IOException {
        Path in = Files.writeString(
                temp.resolve("in.jsonl"),
                "{\"instruction\": \"No answer here\"}\nnonsense\n{\"instruction\": \"a\", \"output\": \"b\"}\n");
        Path rejects = temp.resolve("rejects.jsonl");

        Cli.Result result = Cli.run(
                "dedup",
                "--in",
                in,
                "--out",
                temp.resolve("o.json"),
                "--format",
                "alpaca",
                "--rejects",
                rejects,
                "--json");

        assertThat(result.json().get("read").asInt()).isEqualTo(3);
        assertThat(result.json().get("kept").asInt()).isEqualTo(1);
        assertThat(Cli.lines(rejects))
                .extracting(line -> line.get("reason").asText())
                .containsExactly("no-response", "malformed-json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dedup --method exact --threshold 0.5   | takes no --threshold
            dedup --method embedding               | --model NAME
            dedup --model m                        | Only method embedding
            dedup --method exact --scratch x       | Only method minhash
            dedup --method fuzzy                   | fuzzy
            dedup --threshold 2                    | not a number from 0 to 1
            filter --rules length,nonsense         | nonsense
            decontaminate --coverage 2 --benchmarks x | not a number from 0 to 1
            decontaminate                          | --benchmarks
            """)
    void refusesWhatDoesNotFit(String command, String why) throws IOException {
        Path out = temp.resolve("never.jsonl");
        List<Object> args = new java.util.ArrayList<>(List.of((Object[]) command.split(" ")));
        args.addAll(List.of("--in", rows("r", POEM), "--out", out));
        Cli.Result result = Cli.run(args.toArray());
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(why);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedup", "decontaminate", "filter", "stats"})
    void explainsItself(String command) {
        Cli.Result help = Cli.run(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Example: augment " + command);
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    }
}
