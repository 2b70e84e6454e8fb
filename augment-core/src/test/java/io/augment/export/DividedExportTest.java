package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Provenance;
import io.augment.Verdict;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DividedExportTest {
    @TempDir
    Path directory;

    @Test
    void keepsAllDescendantsOfASeedInOnePart() {
        Map<Path, Long> rows = write(
                Export.to(directory).augment().alpaca().split(Split.of("train=0.8, validation=0.1, test=0.1")),
                families(1_000));

        assertThat(rows.keySet())
                .extracting(path -> path.getFileName().toString())
                .containsExactly(
                        "augment-train.jsonl",
                        "alpaca-train.json",
                        "augment-validation.jsonl",
                        "alpaca-validation.json",
                        "augment-test.jsonl",
                        "alpaca-test.json");
        Map<String, Set<String>> partsOfSeed = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        for (String part : List.of("train", "validation", "test")) {
            for (JsonNode row : TrainerChecks.check("augment", directory.resolve("augment-" + part + ".jsonl"))) {
                String seed = row.path("provenance").path("seedId").asText("");
                partsOfSeed
                        .computeIfAbsent(
                                seed.isEmpty() || seed.equals("null")
                                        ? row.path("id").asText()
                                        : seed,
                                k -> new HashSet<>())
                        .add(part);
                sizes.merge(part, 1, Integer::sum);
            }
            TrainerChecks.check("alpaca", directory.resolve("alpaca-" + part + ".json"));
        }
        assertThat(partsOfSeed).hasSize(1_000);
        assertThat(partsOfSeed.values()).allSatisfy(parts -> assertThat(parts).hasSize(1));
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3_000);
        assertThat(sizes.get("train")).isBetween(2_250, 2_550);
        assertThat(sizes.get("test")).isBetween(200, 400);
        assertThat(directory.resolve("dataset_info.json")).content().contains("\"alpaca-validation\"");
    }

    @Test
    void fillsPartsWithACount() {
        Map<Path, Long> rows = write(Export.to(directory).openAi().split(Split.of("train=*, test=50")), families(100));

        assertThat(rows.get(directory.resolve("openai-test.jsonl"))).isBetween(50L, 60L);
        assertThat(rows.get(directory.resolve("openai-train.jsonl")))
                .isEqualTo(300 - rows.get(directory.resolve("openai-test.jsonl")));
    }

    @Test
    void turnsDownAPromptThatAnotherPartHas() {
        List<Instruction> seeds = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            seeds.add(Instruction.builder("Question " + i % 1_000)
                    .id("row-" + i)
                    .response("Answer " + i)
                    .build());
        }
        Conversion.Result result = Conversion.of(Source.of(seeds))
                .to(Export.to(directory).openAi().split(Split.of("0.7, 0.2, 0.1")))
                .run();

        assertThat(result.read()).isEqualTo(result.written() + result.rejected());
        assertThat(result.reasons()).containsOnlyKeys("split-leak");
        assertThat(result.rejected()).isBetween(350L, 550L);
        Set<String> before = new HashSet<>();
        for (String part : List.of("train", "validation", "test")) {
            Set<String> prompts = new HashSet<>();
            for (JsonNode row : TrainerChecks.check("openai", directory.resolve("openai-" + part + ".jsonl"))) {
                prompts.add(row.path("messages").path(0).path("content").asText());
            }
            assertThat(before).noneMatch(prompts::contains);
            before.addAll(prompts);
        }
        assertThat(before).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "train=",
                "train=0.5",
                "train=0.5, test=0.6",
                "train=0.5, train=0.5",
                "a=*, b=*",
                "train=1.5, b=*",
                "train=0, test=1",
                "a=-1, b=*",
                "../x=1",
                "a=50"
            })
    void refusesSplitsThatDoNotAddUp(String split) {
        assertThatThrownBy(() -> Split.of(split)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAnotherFileWhenOneIsFull() {
        write(Export.to(directory).openAi().shardRows(40), families(33));

        long rows = 0;
        for (int i = 1; i <= 3; i++) {
            Path file = directory.resolve("openai-0000" + i + "-of-00003.jsonl");
            rows += TrainerChecks.check("openai", file).size();
        }
        assertThat(rows).isEqualTo(99);
        assertThat(directory.toFile().list()).hasSize(3);
    }

    @Test
    void startsAnotherFileByBytes() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            examples.add(
                    Instruction.builder("a" + i).response("x".repeat(10_000)).build());
        }
        Map<Path, Long> rows = write(Export.to(directory).alpaca().shardBytes(300_000), examples);

        assertThat(rows.size()).isBetween(3, 4);
        for (Path file : rows.keySet()) {
            assertThat(Files.size(file)).isLessThan(450_000);
            TrainerChecks.check("alpaca", file);
        }
        assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
    }

    @Test
    void dividesConversionsToo() {
        Conversion.Result result = Conversion.of(Source.of(seeds(200)))
                .to(Export.file(directory.resolve("mine.jsonl"), ExportFormats.openAi())
                        .split(Split.of("train=0.9, test=0.1"))
                        .shardRows(100))
                .run();

        assertThat(result.rows()).isEqualTo(200);
        assertThat(directory.resolve("mine-train-00001-of-00002.jsonl")).exists();
        assertThat(directory.resolve("mine-test-00001-of-00001.jsonl")).exists();
    }

    @Test
    void writesADataSetFolderWithItsCard() throws IOException {
        List<Example> examples = new ArrayList<>(families(20));
        Instruction judged = Instruction.builder("问题")
                .id("z")
                .task("Math")
                .language("zh")
                .metadata(Map.of("license", "cc-by-4.0"))
                .build();
        examples.add(new InstructionPair(judged, "答", Verdict.scored(0.5).build()));
        write(Export.to(directory).huggingFace().split(Split.of("train=0.5, validation=0.5")), examples);

        Path folder = directory.resolve("huggingface");
        List<JsonNode> rows = new ArrayList<>(TrainerChecks.check("huggingface", folder.resolve("data/train.jsonl")));
        rows.addAll(TrainerChecks.check("huggingface", folder.resolve("data/validation.jsonl")));
        assertThat(rows).hasSize(61);
        String card = Files.readString(folder.resolve("README.md"));
        assertThat(card)
                .startsWith("---\nlanguage:\n- zh\nlicense: cc-by-4.0\n")
                .contains("size_categories:\n- \"n<1K\"\n")
                .contains("  - split: train\n    path:\n    - \"data/train.jsonl\"\n  - split: validation\n")
                .contains("61 conversations with 122 messages: 21 from seeds, 40 made from seeds")
                .contains("| teacher/large | 40 |")
                .contains("terms of its provider");
    }

    @Test
    void turnsDownWhatIsTooLong() {
        try (ExportSession session = Export.to(directory).openAi().maxTokens(10).open()) {
            assertThat(session.unfit(Instruction.builder("a".repeat(20))
                            .response("诗诗诗诗诗")
                            .build()))
                    .isNull();
            assertThat(session.unfit(Instruction.builder("a".repeat(21))
                            .response("诗诗诗诗诗")
                            .build()))
                    .isEqualTo("too-many-tokens");
        }
        assertThatThrownBy(() -> Export.to(directory).maxTokens(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Export.to(directory).shardRows(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<Path, Long> write(Export export, List<Example> examples) {
        try (ExportSession session = export.open()) {
            examples.forEach(session::write);
            return session.commit();
        }
    }

    /** Returns seeds, each followed by two descendants. */
    private static List<Example> families(int seeds) {
        List<Example> examples = new ArrayList<>();
        for (Instruction seed : seeds(seeds)) {
            examples.add(seed);
            for (int child = 1; child <= 2; child++) {
                examples.add(seed.toBuilder()
                        .id(seed.id() + "/expand" + child)
                        .text(seed.text() + child)
                        .provenance(new Provenance(
                                seed.id(),
                                List.of(new Provenance.Step(
                                        "expand", "x", null, null, "teacher/large", "{}", null, null))))
                        .build());
            }
        }
        return examples;
    }

    private static List<Instruction> seeds(int count) {
        List<Instruction> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seeds.add(Instruction.builder("question " + i)
                    .id("seed" + i)
                    .response("answer")
                    .build());
        }
        return seeds;
    }
}
