package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.SentenceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command with a model in this process. */
class ModelFileCommandTest {
    @TempDir
    private Path temp;

    private static Path toy() {
        Path file = Path.of("..", "..", "shared", "models", "toy", "toy-student-q8_0.gguf");
        assumeTrue(Files.isRegularFile(file), "skipped: the shared test models are not here");
        return file;
    }

    private Path seed() throws Exception {
        return Files.writeString(
                temp.resolve("seed.jsonl"), "{\"id\":\"s\",\"instruction\":\"Describe the quiet cat 😀.\"}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --model m            | leave out --model, --base-url and --key-env
                    --base-url http://x  | leave out --model, --base-url and --key-env
                    --rpm 5              | leave out --rpm and --tpm
                    --context 1          | at least 2
                    --offline            | not both
                    """)
    void refusesWhatDoesNotGoWithAModelFile(String option, String why) throws Exception {
        String[] words = option.split(" ", -1);
        Cli.Result result = words.length == 1
                ? Cli.run("run", "--model-file", "m.gguf", words[0], "--in", seed(), "--out", temp.resolve("out"))
                : Cli.run(
                        "run",
                        "--model-file",
                        "m.gguf",
                        words[0],
                        words[1],
                        "--in",
                        seed(),
                        "--out",
                        temp.resolve("out"));
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(why);
        assertThat(Cli.run("run", "--model", "m", "--context", 9, "--in", seed(), "--out", temp.resolve("out"))
                        .err())
                .contains("--context is for --model-file");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws Exception {
        Path broken = Files.writeString(temp.resolve("broken.gguf"), "no model at all, but long enough to be read");
        for (Path file : new Path[] {temp.resolve("absent.gguf"), broken}) {
            Cli.Result result =
                    Cli.run("run", "--model-file", file, "--in", seed(), "--out", temp.resolve("out"), "--json");
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.json().toString()).contains(file.getFileName().toString());
        }
    }

    @Test
    void makesTheQuickstartsRowsWithAModelOfItsOwn() throws Exception {
        List<String> sentences = List.of(
                "Describe the harbor of Lisbon in the early morning in three sentences.",
                "Explain how a bakery plans the work of a week with two people.",
                "List four things that a visitor of Vienna should see in the winter.");
        Path model = SentenceModel.of(sentences).write(temp.resolve("sentences.gguf"));
        Path seeds = Files.write(
                temp.resolve("seeds.jsonl"), Files.readAllLines(Cli.QUICKSTART).subList(0, 2));
        Path out = temp.resolve("out");
        Cli.Result result =
                Cli.run("run", "--model-file", model, "--in", seeds, "--out", out, "--expand", 2, "--refine", "--json");
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode json = result.json();
        TeacherCommandTest.assertAddsUp(json);
        assertThat(json.get("kept").asInt()).isGreaterThan(2);
        assertThat(json.get("failed").isEmpty()).isTrue();
        assertThat(Files.readString(out.resolve("alpaca.json"))).doesNotContain("<|");
        List<JsonNode> rows = Cli.lines(out.resolve("augment.jsonl"));
        // Which of the sentences comes depends on which request reaches the model first.
        Set<String> words = words(String.join(" ", sentences));
        assertThat(rows)
                .filteredOn(
                        row -> words.containsAll(words(row.get("instruction").asText())))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(words).containsAll(words(row.get("response").asText())));
        assertThat(Cli.run("replay", out.resolve("run")).status()).isZero();
        assertThat(Cli.lines(out.resolve("augment.jsonl"))).isEqualTo(rows);
        for (JsonNode row : rows) {
            assertThat(row.get("instruction").asText()).isNotBlank();
            assertThat(row.get("response").asText()).isNotBlank();
        }
    }

    @Test
    void saysWithBothNumbersThatAPromptDoesNotFitAndReplaysIt() throws Exception {
        Path out = temp.resolve("out");
        Cli.Result result = Cli.run(
                "run", "--model-file", toy(), "--in", seed(), "--out", out, "--budget-usd", 1, "--refine", "--json");
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode json = result.json();
        TeacherCommandTest.assertAddsUp(json);
        assertThat(json.get("failed").get("bad-request").asInt()).isPositive();
        String failed = Files.readString(out.resolve("run/failed.jsonl"));
        assertThat(failed).contains("The prompt has ").contains("a slot of the model holds 128");
        assertThat(Cli.run("replay", out.resolve("run")).status()).isZero();
        assertThat(Files.readString(out.resolve("run/failed.jsonl"))).isEqualTo(failed);
    }

    @Test
    void letsAStudentExpandAsItsProfileAsksIt() throws Exception {
        Path profile = Files.writeString(
                temp.resolve("toy.json"),
                "{\"name\":\"toy-exp\",\"task\":\"expand\",\"system\":null,\"user\":\"Expand: {{instruction}}\","
                        + "\"maxTokens\":60}");
        Path out = temp.resolve("out");
        Cli.Result result = Cli.run(
                "run",
                "--offline",
                "--student-file",
                toy(),
                "--student-profile",
                profile,
                "--expand",
                3,
                "--format",
                "augment",
                "--generate",
                0,
                "--in",
                seed(),
                "--out",
                out,
                "--json");
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode json = result.json();
        TeacherCommandTest.assertAddsUp(json);
        assertThat(json.get("kept").asInt()).isGreaterThan(1);
        for (JsonNode row : Cli.lines(out.resolve("augment.jsonl"))) {
            assertThat(row.get("instruction").asText()).isNotBlank().doesNotContain("<|");
        }
        String rows = Files.readString(out.resolve("augment.jsonl"));
        assertThat(Cli.run("replay", out.resolve("run")).status()).isZero();
        assertThat(Files.readString(out.resolve("augment.jsonl"))).isEqualTo(rows);
    }

    @Test
    void saysWhatIsWrongWithAStudent() throws Exception {
        Object[] start = {"run", "--offline", "--in", seed(), "--out", temp.resolve("out")};
        assertThat(run(start, "--student-context", 9).err()).contains("go with --student-file FILE");
        Cli.Result absent = run(start, "--student-file", "s.gguf", "--student-profile", temp.resolve("none.json"));
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.err()).contains("none.json");
        Path broken = Files.writeString(temp.resolve("p.json"), "{\"task\":\"juggle\"}");
        assertThat(run(start, "--student-file", "s.gguf", "--student-profile", broken)
                        .status())
                .isEqualTo(2);
        assertThat(run(start, "--student-file", temp.resolve("s.gguf")).status())
                .isEqualTo(1);
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split("\\s+", -1)));
    }

    private static Cli.Result run(Object[] start, Object... more) {
        return Cli.run(Stream.concat(Arrays.stream(start), Arrays.stream(more)).toArray());
    }
}
