package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the public files as people bring them. */
class SharedFilesTest {
    @Test
    void countsTheMessyFiles() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(ReadRows.shared("messy/expected.json").toFile());
        for (JsonNode file : expected) {
            String name = file.path("file").asText();
            ReadRows rows = ReadRows.of(ReadRows.shared("messy").resolve(name));

            assertThat(rows.seeds()).as(name).hasSize(file.path("valid_records").asInt());
            assertThat(rows.malformed())
                    .as(name)
                    .hasSize(file.path("bad_records").asInt());
            assertThat(rows.seeds()).allSatisfy(seed -> {
                assertThat(seed.text()).doesNotContain("\r", "\ufeff");
                assertThat(seed.metadata()).doesNotContainKey("\ufeffinstruction");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "self_instruct/seed_tasks.jsonl, 175, 175, 0",
        "belle/zh_seed_tasks.json, 175, 175, 0",
        "mt_bench/dummy_conversation.json, 500, 500, 0",
        "oasst_zh/oaast_sft_zh.json, 766, 766, 0",
        "oasst_zh/oaast_rm_zh.json, 775, 775, 0",
        "formats_llamafactory/identity.json, 91, 91, 0",
        "formats_axolotl/alpaca_alpaca.json, 2, 2, 0",
        "formats_axolotl/conversation.json, 1, 1, 0",
        "formats_axolotl/conversation.missingturns.json, 0, 0, 1",
        "formats_openai/toy_chat_fine_tuning.jsonl, 4, 4, 1",
        "misc_permissive/dataflow_sft_input.jsonl, 5, 5, 0",
        "misc_permissive/dataflow_empty.jsonl, 0, 0, 0",
        "misc_permissive/easydistill_seed_instructions_30.jsonl, 30, 0, 0",
        "bench_gsm8k/test.jsonl, 1319, 1319, 0",
        "bench_humaneval/HumanEval.jsonl.gz, 164, 0, 0",
        "ifeval/input_data.jsonl, 541, 0, 0",
    })
    void countsRealFiles(String name, int seeds, int answered, int malformed) {
        ReadRows rows = ReadRows.of(ReadRows.shared(name));

        assertThat(rows.seeds()).hasSize(seeds);
        assertThat(rows.seeds().stream().filter(seed -> seed.response() != null))
                .hasSize(answered);
        assertThat(rows.malformed()).hasSize(malformed);
    }

    @Test
    void keepsIdentifiersMetadataAndOrigin() {
        Path file = ReadRows.shared("self_instruct/seed_tasks.jsonl");
        Instruction seed = ReadRows.of(file).seeds().get(2);

        assertThat(seed.id()).isEqualTo("seed_task_2");
        assertThat(seed.metadata()).containsKeys("name", "is_classification").doesNotContainKey("instances");
        assertThat(seed.metadata().get("is_classification")).isIn("true", "false");
        assertThat(String.valueOf(seed.origin())).isEqualTo(file.toString().replace('\\', '/') + ":3");
    }

    @Test
    void readsRankingsAsAResponseAndWorseOnes() {
        ReadRows rows = ReadRows.of(ReadRows.shared("oasst_zh/oaast_rm_zh.json"));

        assertThat(rows.seeds())
                .allSatisfy(seed -> assertThat(seed.rejectedResponses()).isNotEmpty());
        assertThat(rows.seeds().stream().filter(seed -> !seed.history().isEmpty()))
                .hasSize(392);
    }
}
