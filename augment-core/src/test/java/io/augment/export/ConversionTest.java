package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.source.ReadRows;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {
    @TempDir
    Path directory;

    @Test
    void countsAndWritesWhatWasTurnedDown() throws IOException {
        Path in = directory.resolve("in.jsonl");
        Files.writeString(in, "{\"id\":1,\"instruction\":\"a\",\"output\":\"b\"}\nbad\n{\"instruction\":\"c\"}\n");
        Path rejects = directory.resolve("deep/rejects.jsonl");
        Conversion.Result result = Conversion.of(Source.files(in))
                .to(directory.resolve("out/train.json"), ExportFormats.alpaca())
                .rejects(rejects)
                .run();

        assertThat(result)
                .isEqualTo(new Conversion.Result(
                        3,
                        1,
                        2,
                        Map.of("malformed-json", 1L, "no-response", 1L),
                        Map.of(directory.resolve("out/train.json").toAbsolutePath(), 1L)));
        assertThat(TrainerChecks.check("alpaca", directory.resolve("out/train.json")))
                .hasSize(1);
        assertThat(directory.resolve("out/dataset_info.json")).content().contains("\"train\": {");
        List<String> lines = Files.readAllLines(rejects);
        JsonNode bad = TrainerChecks.parse(lines.get(0));
        assertThat(bad.path("stage").asText()).isEqualTo("source");
        assertThat(bad.path("line").asInt()).isEqualTo(2);
        assertThat(bad.path("record").asText()).isEqualTo("bad");
        JsonNode unanswered = TrainerChecks.parse(lines.get(1));
        assertThat(unanswered.path("reason").asText()).isEqualTo("no-response");
        assertThat(unanswered.path("file").asText()).isEqualTo(in.toString());
        assertThat(unanswered.path("record").path("instruction").asText()).isEqualTo("c");

        // What was turned down can be read again.
        ReadRows again = ReadRows.of(rejects);
        assertThat(again.texts()).containsExactly("c");
        assertThat(again.reasons()).containsExactly("malformed-json");
    }

    @Test
    void leavesNothingWhenTheSourceBreaksOff() throws IOException {
        Path in = directory.resolve("in.jsonl");
        Files.writeString(in, "{\"instruction\":\"a\",\"output\":\"b\"}\nbad\nbad\n");
        Path out = Files.createDirectory(directory.resolve("out"));
        Conversion conversion = Conversion.of(Source.files(in).maxBadRows(1))
                .to(out.resolve("o.jsonl"), ExportFormats.openAi())
                .rejects(out.resolve("r.jsonl"));

        assertThatThrownBy(conversion::run).hasMessageContaining("allowed");
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(() -> Conversion.of(Source.files(in)).run()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trl-preference", "openai-preference", "alpaca-preference", "sharegpt-preference"})
    void choosesTheBetterRankedAnswer(String name) throws IOException {
        Path in = ReadRows.shared("oasst_zh/oaast_rm_zh.json");
        JsonNode rankings = TrainerChecks.parse(Files.readString(in));
        ExportFormat format = ExportFormats.named(name);
        Path out = directory.resolve(format.fileName());
        Conversion.Result result =
                Conversion.of(Source.files(in)).to(out, format).run();

        List<JsonNode> pairs = TrainerChecks.check(name, out);
        assertThat(result.written() + result.rejected()).isEqualTo(rankings.size());
        assertThat(pairs).hasSize((int) result.rows());
        int at = 0;
        for (JsonNode ranking : rankings) {
            String best = ranking.path("output").path(0).asText();
            for (int place = 1; place < ranking.path("output").size(); place++) {
                String worse = ranking.path("output").path(place).asText();
                if (!worse.equals(best) && !worse.isBlank()) {
                    JsonNode pair = pairs.get(at++);
                    assertThat(answer(pair, "chosen", "preferred_output")).isEqualTo(best);
                    assertThat(answer(pair, "rejected", "non_preferred_output")).isEqualTo(worse);
                }
            }
        }
        assertThat(pairs).hasSize(at);
    }

    private static String answer(JsonNode row, String name, String otherName) {
        JsonNode answer = row.has(name) ? row.get(name) : row.get(otherName);
        JsonNode message = answer.isArray() ? answer.get(0) : answer;
        return message.isTextual()
                ? message.asText()
                : message.path("content").asText(message.path("value").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "self_instruct/seed_tasks.jsonl, 175, 0",
        "belle/zh_seed_tasks.json, 175, 0",
        "mt_bench/dummy_conversation.json, 500, 0",
        "oasst_zh/oaast_sft_zh.json, 766, 0",
        "messy/lone_surrogate.jsonl, 4, 0",
        "messy/csv_embedded_newlines.csv, 80, 0",
        "messy/bad_lines.jsonl, 12, 7",
    })
    void convertsRealFilesToEveryTrainer(String name, long written, long rejected) {
        Path in = ReadRows.shared(name);
        for (String format : List.of("alpaca", "sharegpt", "openai", "augment")) {
            ExportFormat target = ExportFormats.named(format);
            Path out = directory.resolve(target.fileName());
            Conversion.Result result =
                    Conversion.of(Source.files(in)).to(out, target).run();

            assertThat(result.written()).as(format).isEqualTo(written);
            assertThat(result.rejected()).as(format).isEqualTo(rejected);
            assertThat(TrainerChecks.check(format, out)).hasSize((int) written);
        }
    }
}
