package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.FineTunePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCommandsTest {
    private static final String ROW = "{\"messages\":[{\"role\":\"user\",\"content\":\"Name a"
            + " river.\"},{\"role\":\"assistant\",\"content\":\"The Seine.\"}]}\n";

    @TempDir
    private Path temp;

    @Test
    void trainsOnceAndEvaluatesWhatCameOut() throws IOException {
        Path data = write("train.jsonl", ROW.repeat(10));
        Path tuning = temp.resolve("tuning");
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .fineTuning(FineTunePlan.ofSteps(1))
                .models("base-1")
                .start()) {
            Object[] start = {
                "fine-tune",
                "start",
                "--run-dir",
                tuning,
                "--train",
                data,
                "--base-model",
                "base-1",
                "--base-url",
                server.baseUrl(),
                "--price",
                "10",
                "--budget-usd",
                "5",
                "--epochs",
                "2",
                "--poll-seconds",
                "0.005",
                "--no-follow"
            };
            Cli.Result started = Cli.run(start);
            assertThat(started.status()).as(started.err()).isZero();
            assertThat(started.err()).contains("10 rows 2 times", "the job ftjob-1 is started");

            Object[] follow = {
                "fine-tune",
                "follow",
                "--run-dir",
                tuning,
                "--base-url",
                server.baseUrl(),
                "--price",
                "10",
                "--poll-seconds",
                "0.005",
                "--json"
            };
            Cli.Result followed = Cli.run(follow);
            assertThat(followed.status()).as(followed.err()).isZero();
            JsonNode end = followed.json();
            assertThat(end.get("state").asText()).isEqualTo("succeeded");
            assertThat(end.get("costUsd").asText()).isNotEmpty();
            assertThat(followed.err()).contains("Step 1/1", "successfully completed");

            assertThat(Cli.run(start).out()).contains("Job ftjob-1: succeeded");
            assertThat(server.fineTunes().jobs()).hasSize(1);
            assertThat(server.fineTunes().uploads()).hasSize(1);

            evaluate(server, end.get("model").asText());
        }
    }

    private void evaluate(FakeOpenAiServer server, String student) throws IOException {
        Path held = write("held-out.jsonl", """
            {"instruction": "How many legs have 3 dogs? Answer with a number.", "output": "12"}
            {"instruction": "Describe the sea in at most 200 words."}
            """);
        Path data = write("seeds.jsonl", "{\"instruction\": \"Name a lake.\"}\n{\"instruction\": \"Name a hill.\"}\n");
        Object[] args = {
            "evaluate",
            "--in",
            held,
            "--run-dir",
            temp.resolve("evaluation"),
            "--base",
            "base-1",
            "--student",
            student,
            "--rules",
            "--base-url",
            server.baseUrl(),
            "--before",
            data,
            "--after",
            held,
            "--json"
        };
        Cli.Result result = Cli.run(args);
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode report = result.json();
        assertThat(report.get("rows").asInt()).isEqualTo(2);
        assertThat(report.at("/student").asText()).endsWith(student);
        assertThat(report.at("/labeled/rows").asInt()).isEqualTo(1);
        assertThat(report.at("/data/beforeRows").asInt()).isEqualTo(2);
        assertThat(temp.resolve("evaluation/evaluation.html")).exists();

        long asked = server.stats().requests();
        assertThat(Cli.run("run", "--offline", "--in", data, "--out", temp.resolve("made"))
                        .status())
                .isZero();
        args[args.length - 1] = "--match=number";
        args = Stream.concat(Stream.of(args), Stream.of("--keep-in", temp.resolve("made/run"), "--concurrency", "2"))
                .toArray();
        Cli.Result again = Cli.run(args);
        assertThat(again.out()).contains("win rate", "expected answers", "Report: ", "a section of");
        assertThat(temp.resolve("made/run/evaluation.json")).exists();
        assertThat(Cli.run("report", temp.resolve("made/run")).status()).isZero();
        assertThat(Files.readString(temp.resolve("made/run/report.html"))).contains("<h2>Evaluation</h2>", student);
        assertThat(server.stats().requests()).as("nothing is paid twice").isEqualTo(asked);
    }

    @Test
    void saysWhatFailedAndWhatIsMissing() throws IOException {
        Path data = write("train.jsonl", ROW);
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .fineTuning(FineTunePlan.ofSteps(1).failing("Out of luck."))
                .start()) {
            Cli.Result failed = Cli.run(
                    "fine-tune",
                    "start",
                    "--run-dir",
                    temp.resolve("x"),
                    "--train",
                    data,
                    "--base-model",
                    "m",
                    "--base-url",
                    server.baseUrl(),
                    "--poll-seconds",
                    "0.005");
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.out()).contains("failed. Out of luck.");
            Cli.Result none =
                    Cli.run("fine-tune", "cancel", "--run-dir", temp.resolve("y"), "--base-url", server.baseUrl());
            assertThat(none.status()).isEqualTo(1);
            assertThat(none.err()).contains("has no training job");
        }
        assertThat(Cli.run("fine-tune", "start", "--run-dir", temp, "--base-url", "http://127.0.0.1:9/v1")
                        .err())
                .contains("--train FILE and --base-model NAME");
        assertThat(Cli.run("fine-tune", "stop", "--run-dir", temp).err()).contains("start, follow, status, cancel");
        assertThat(Cli.run("fine-tune", "start", "--run-dir", temp, "--budget-usd", "1")
                        .err())
                .contains("--budget-usd needs --price");
        assertThat(Cli.run(
                                "evaluate",
                                "--in",
                                data,
                                "--run-dir",
                                temp,
                                "--base",
                                "a",
                                "--student",
                                "b",
                                "--base-price",
                                "1")
                        .err())
                .contains("0.15/0.60");
        for (String[] wrong : new String[][] {
            {"--base", "a", "--base-file", "b.gguf", "--student", "c"},
            {"--base", "a"},
            {"--base", "a", "--student", "b", "--keep-in", temp.toString()}
        }) {
            List<Object> args = new ArrayList<>(List.of("evaluate", "--in", data, "--run-dir", temp.resolve("z")));
            args.addAll(List.of(wrong));
            Cli.Result refused = Cli.run(args.toArray());
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).containsAnyOf("or --base-file FILE", "has no manifest.json");
        }
        assertThat(Cli.run(
                                "evaluate",
                                "--in",
                                data,
                                "--run-dir",
                                temp,
                                "--base",
                                "a",
                                "--student",
                                "b",
                                "--before",
                                data)
                        .err())
                .contains("--before and --after");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }
}
