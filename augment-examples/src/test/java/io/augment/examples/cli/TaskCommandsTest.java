package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskCommandsTest {
    @TempDir
    private Path temp;

    /** Writes rows of three kinds, most of them of the first kind. */
    private Path rows(int number) throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder();
        String[] texts = {
            "Calculate the sum of %d and %d.",
            "Write a poem with %d lines and %d rhymes.",
            "Translate %d and %d into French."
        };
        String[] kinds = {"sums", "texts", "languages"};
        for (int i = 0; i < number; i++) {
            int kind = i % 10 < 8 ? 0 : i % 10 - 7;
            String text = String.format(texts[kind], i, random.nextInt(1_000));
            rows.append("{\"ask\": \"")
                    .append(text)
                    .append("\", \"kind\": \"")
                    .append(kinds[kind])
                    .append("\", \"tenant\": \"t")
                    .append(i)
                    .append("\"}\n");
        }
        return Files.writeString(temp.resolve("rows.jsonl"), rows);
    }

    @Test
    void classifiesWithoutAModelAndTellsHowOftenItIsRight() throws IOException {
        Path mapping = Files.writeString(
                temp.resolve("mapping.tsv"), "sums\tMath\ntexts\tWriting;Literature\nlanguages\tMultilingual\n");
        Path out = temp.resolve("typed.jsonl");
        Cli.Result result = Cli.run(
                "classify",
                "--in",
                rows(50),
                "--text",
                "ask",
                "--out",
                out,
                "--truth",
                "kind",
                "--mapping",
                mapping,
                "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.json().get("written").asInt()).isEqualTo(50);
        assertThat(result.json().at("/tasks/Math").asInt()).isEqualTo(40);
        assertThat(result.json().at("/right/accuracy").asDouble()).isEqualTo(1);
        assertThat(result.json().at("/right/majority").asDouble()).isEqualTo(0.8);
        assertThat(result.json().at("/right/calibrationErrorHigh").asDouble()).isBetween(0.0, 1.0);
        List<JsonNode> rows = Cli.lines(out);
        assertThat(rows).hasSize(50);
        assertThat(rows.get(8).get("task").asText()).isEqualTo("Writing");
        assertThat(rows.get(8).at("/metadata/tenant").asText()).isEqualTo("t8");
        assertThat(rows.get(8).at("/metadata/task_confidence").asDouble()).isBetween(0.3, 1.0);
    }

    @Test
    void trainsSavesAndClassifiesByWhatItLearned() throws IOException {
        Path model = temp.resolve("kinds.model");
        Cli.Result trained =
                Cli.run("train-classifier", "--in", rows(100), "--text", "ask", "--label", "kind", "--out", model);
        assertThat(trained.status()).isZero();
        assertThat(trained.out())
                .contains(
                        "3 task types from 100 records",
                        "accuracy   macro F1",
                        "naive Bayes",
                        "1.000",
                        "Calibration error");
        Path out = temp.resolve("typed.jsonl");
        Cli.Result result = Cli.run(
                "classify", "--in", rows(100), "--text", "ask", "--classifier", model, "--truth", "kind", "--out", out);
        assertThat(result.out()).contains("100 rows written", "learned-", "Right: 1.000 of 100 records");
    }

    @Test
    void aFileThatIsNoClassifierAndAFieldThatIsNotThereAreNamed() throws IOException {
        Path rows = rows(10);
        Cli.Result none =
                Cli.run("classify", "--in", rows, "--text", "ask", "--classifier", rows, "--out", temp.resolve("o"));
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("is no task classifier").contains("train-classifier");
        Cli.Result noField = Cli.run(
                "train-classifier", "--in", rows, "--text", "ask", "--label", "sort", "--out", temp.resolve("o"));
        assertThat(noField.err()).contains("\"sort\"");
        Cli.Result alone = Cli.run("classify", "--in", rows, "--out", temp.resolve("o"), "--mapping", "dolly");
        assertThat(alone.status()).isEqualTo(2);
        Cli.Result noMix = Cli.run("plan", "--in", rows, "--text", "ask", "--n", 5, "--mix", "best");
        assertThat(noMix.err()).contains("pai, uniform, as-is, square-root");
    }

    @Test
    void samplesWhatThePlanShowedAndTheSameForTheSameSeed() throws IOException {
        Path rows = rows(200);
        Path mix = Files.writeString(temp.resolve("mix.json"), "{\"sums\": 2, \"texts\": 1, \"languages\": 1}");
        Object[] common = {"--in", rows, "--text", "ask", "--task", "kind", "--n", 70, "--mix", mix, "--json"};
        Cli.Result plan = Cli.run(with(common, "plan"));
        assertThat(plan.json().get("taken").asInt()).isEqualTo(70);
        assertThat(plan.json().at("/tasks/0/should").asInt()).isEqualTo(35);
        Path a = temp.resolve("a.jsonl");
        Path b = temp.resolve("b.jsonl");
        Cli.Result sample = Cli.run(with(common, "sample", "--out", a, "--seed", 5));
        assertThat(Cli.run(with(common, "sample", "--out", b, "--seed", 5)).status())
                .isZero();
        assertThat(a).hasSameBinaryContentAs(b);
        assertThat(sample.json().get("tasks")).isEqualTo(plan.json().get("tasks"));
        Map<String, Integer> counts = new HashMap<>();
        Set<String> texts = new HashSet<>();
        for (JsonNode row : Cli.lines(a)) {
            counts.merge(row.get("task").asText(), 1, Integer::sum);
            assertThat(texts.add(row.get("instruction").asText())).isTrue();
            assertThat(row.get("metadata").has("task_confidence")).isFalse();
        }
        // 20 of each rare kind are there and 18 wanted: the plan is met.
        assertThat(counts).isEqualTo(Map.of("sums", 35, "texts", 18, "languages", 17));
    }

    private static Object[] with(Object[] common, Object... first) {
        Object[] all = new Object[common.length + first.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(common, 0, all, first.length, common.length);
        return all;
    }

    @Test
    void asksAModelOnceForEachRecordAndPaysForNoneTwice() throws IOException {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            Object[] args = {
                "classify",
                "--in",
                rows(30),
                "--text",
                "ask",
                "--out",
                temp.resolve("typed.jsonl"),
                "--model",
                "m",
                "--base-url",
                server.baseUrl(),
                "--json"
            };
            Cli.Result result = Cli.run(args);
            assertThat(result.err()).isEmpty();
            assertThat(result.json().get("written").asInt()).isEqualTo(30);
            assertThat(result.json().at("/tasks/Math").asInt()).isEqualTo(24);
            long paid = server.stats().requests();
            assertThat(paid).isEqualTo(30);
            assertThat(Cli.run(args).status()).isZero();
            assertThat(server.stats().requests()).isEqualTo(paid);
        }
    }

    @Test
    void distillsAModelAndTellsCostAndAgreement() throws IOException {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            Cli.Result result = Cli.run(
                    "classify",
                    "--in",
                    rows(300),
                    "--text",
                    "ask",
                    "--out",
                    temp.resolve("typed.jsonl"),
                    "--model",
                    "m",
                    "--base-url",
                    server.baseUrl(),
                    "--price-in",
                    1,
                    "--price-out",
                    2,
                    "--distill",
                    60,
                    "--json");
            assertThat(result.err()).isEmpty();
            JsonNode distilled = result.json().get("distilled");
            assertThat(distilled.get("labeled").asInt()).isEqualTo(60);
            assertThat(distilled.get("agreement").asDouble()).isGreaterThan(0.9);
            assertThat(distilled.get("costUsd").asDouble()).isPositive();
            assertThat(result.json().get("written").asInt()).isEqualTo(300);
            assertThat(server.stats().requests()).isBetween(60L, 200L);
        }
    }
}
