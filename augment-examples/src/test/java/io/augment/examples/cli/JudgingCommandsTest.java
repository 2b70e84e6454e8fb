package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingCommandsTest {
    @TempDir
    private Path temp;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    @Test
    void rulesNameDefectsAndDropRowsBelowTheMinimum() throws IOException {
        Path in = write("rows.jsonl", """
                {"instruction": "Name a river of France.", "output": "The Seine."}
                {"instruction": "Name a river of France.", "output": "I am sorry, but I cannot help with that."}
                {"instruction": "Name a lake.", "output": ""}
                {"instruction": "How many legs have 13 dogs?", "output": "13 * 4 = 54 legs."}
                """);
        Path all = temp.resolve("all.jsonl");
        Cli.Result result = Cli.run("judge", "--in", in, "--out", all, "--rules");
        assertThat(result.status()).as(result.err()).isZero();
        List<JsonNode> rows = Cli.lines(all);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).at("/verdict/score").asDouble())
                .as(rows.get(0).toString())
                .isEqualTo(1);
        assertThat(rows.get(1).at("/verdict/defects/0").asText()).isEqualTo("refusal");
        assertThat(rows.get(2).at("/verdict/defects/0").asText()).isEqualTo("empty");
        assertThat(rows.get(3).at("/verdict/defects/0").asText()).isEqualTo("arithmetic");

        Path good = temp.resolve("good.jsonl");
        JsonNode told = Cli.run("judge", "--in", in, "--out", good, "--rules", "--min", "0.5", "--json")
                .json();
        assertThat(Cli.lines(good)).hasSize(1);
        assertThat(told.get("written").asInt()).isEqualTo(1);
        assertThat(told.at("/rejected/refusal").asInt()).isEqualTo(1);
    }

    @Test
    void aJudgeMustBeNamed() throws IOException {
        Path in = write("rows.jsonl", "{\"instruction\": \"A?\", \"output\": \"b\"}\n");
        assertThat(Cli.run("judge", "--in", in, "--out", temp.resolve("x")).err())
                .contains("Give --rules or --model");
        assertThat(Cli.run("judge", "--in", in, "--out", temp.resolve("x"), "--rules", "--model", "m")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void aModelJudgesThroughTheLedger() throws IOException {
        Path in = write("rows.jsonl", "{\"instruction\": \"Name a river of France.\", \"output\": \"The Seine.\"}\n");
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            Path out = temp.resolve("judged.jsonl");
            Object[] args = {"judge", "--in", in, "--out", out, "--model", "m", "--base-url", server.baseUrl(), "--json"
            };
            JsonNode first = Cli.run(args).json();
            assertThat(first.get("written").asInt()).as(first.toString()).isEqualTo(1);
            assertThat(Cli.lines(out).get(0).at("/verdict/dimensions").size()).isEqualTo(4);
            long asked = server.stats().requests();
            Cli.run(args);
            assertThat(server.stats().requests()).as("replayed").isEqualTo(asked);
        }
    }

    @Test
    void calibratesTheRulesAgainstLabels() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            rows.append("{\"instruction\": \"Name river ")
                    .append(i)
                    .append(" of France.\", \"output\": \"The Seine, and ")
                    .append(i)
                    .append(" others.\", \"label\": \"good\"}\n");
            rows.append("{\"instruction\": \"Name river ")
                    .append(i)
                    .append(
                            " of Spain.\", \"output\": \"I am sorry, but I cannot help with that.\", \"label\": \"bad\"}\n");
        }
        Path gold = write("gold.jsonl", rows.toString());
        JsonNode result =
                Cli.run("calibrate", "--gold", gold, "--rules", "--json").json();
        assertThat(result.at("/agreement/value").asDouble())
                .as(result.toString())
                .isEqualTo(1);
        assertThat(result.at("/agreement/low").asDouble()).isBetween(0.9, 0.95);
        assertThat(result.get("threshold").asDouble()).isEqualTo(1);
        assertThat(Path.of(result.get("report").asText())).content().contains("The judge against people");
        Cli.Result text = Cli.run("calibrate", "--gold", gold, "--rules");
        assertThat(text.out()).contains("40 gold rows judged", "kappa", "Threshold for a precision of 0.9: 1.0");
    }

    @Test
    void pairsCandidatesByScoresAndByRules() throws IOException {
        Path in = write("candidates.jsonl", """
                {"instruction": "Name a river.", "candidates": ["The Seine.", "The Loire.", "Paris."], "scores": [0.9, 0.5, 0.1]}
                {"instruction": "Name a lake.", "candidates": ["Lake Geneva.", "I am sorry, but I cannot help with that."]}
                """);
        Path out = temp.resolve("dpo.jsonl");
        JsonNode scored = Cli.run("prefer", "--in", in, "--out", out, "--json").json();
        assertThat(scored.get("pairs").asInt()).as(scored.toString()).isEqualTo(1);
        assertThat(Cli.lines(out).get(0).at("/chosen/0/content").asText()).isEqualTo("The Seine.");
        assertThat(Cli.lines(out).get(0).at("/rejected/0/content").asText()).isEqualTo("Paris.");

        Path alpaca = temp.resolve("dpo.json");
        Cli.Result ruled = Cli.run(
                "prefer",
                "--in",
                in,
                "--out",
                alpaca,
                "--rules",
                "--format",
                "alpaca-preference",
                "--pairs",
                "ALL_ABOVE_MARGIN",
                "--margin",
                "0.3");
        assertThat(ruled.status()).as(ruled.err()).isZero();
        assertThat(Cli.array(alpaca)).hasSize(4);
        assertThat(Cli.array(alpaca).get(3).get("chosen").asText()).isEqualTo("Lake Geneva.");
    }
}
