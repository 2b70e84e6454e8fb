package io.augment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.internal.format.ExampleJson;
import io.augment.internal.format.HostileTexts;
import io.augment.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the recipe's script for real, as far as it goes with Python's standard library. */
class PlainScriptTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    private RecipeFolder folder;

    private record Ended(int status, List<JsonNode> out, String err) {}

    @BeforeEach
    void makeRecipe() throws IOException {
        assumeTrue(hasPython(), "skipped: there is no python3");
        HostileTexts texts = new HostileTexts(7);
        Random random = new Random(7);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            Instruction record = Instruction.builder("Frage " + i + " \u2028 " + texts.wellFormed())
                    .id("r" + i)
                    .system(random.nextBoolean() ? "Kurz. \ud83d\ude80" : "")
                    .history(random.nextInt(4) == 0 ? texts.history() : List.of())
                    .build();
            kept.write(ExampleJson.write(InstructionPair.of(record, "Antwort " + texts.wellFormed())));
        }
        RunDirectory run = RunDirectory.at(temp);
        Files.write(run.kept(), kept.toByteArray());
        StudentSet set = StudentSets.from(run)
                .responses()
                .madeByAnyone()
                .validation(0.2)
                .write(temp.resolve("sets"))
                .get(0);
        // No such model is on this machine, so that the script counts by its estimate.
        folder = Recipe.plainPyTorch(
                        set, BaseModel.of("Qwen/Qwen2-1.5B-Instruct").at("no-such-directory/model"))
                .write(temp.resolve("recipe"));
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private Ended run(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", folder.script().toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Path err = temp.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        List<JsonNode> out = new ArrayList<>();
        for (String line :
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank()) {
                out.add(JSON.readTree(line));
            }
        }
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void aDryRunShowsWhatIsMaskedAndWhatIsLearned() throws Exception {
        Ended ended = run("--dry-run", "--rows", "1000");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        List<String> data = Files.readAllLines(folder.trainingFile());
        assertThat(ended.out()).hasSize(data.size() + 1);
        long masked = 0;
        long learned = 0;
        for (int i = 0; i < data.size(); i++) {
            JsonNode row = JSON.readTree(data.get(i));
            JsonNode shown = ended.out().get(i);
            JsonNode prompt = row.get("prompt");
            String target = row.get("completion").get(0).get("content").asText();
            assertThat(shown.get("masked").asText())
                    .startsWith("<|im_start|>system\n")
                    .contains("<|im_start|>user\n"
                            + prompt.get(prompt.size() - 1).get("content").asText())
                    .endsWith("<|im_end|>\n<|im_start|>assistant\n");
            assertThat(shown.get("learned").asText()).isEqualTo(target + "<|im_end|>");
            masked += shown.get("masked_tokens").asLong();
            learned += shown.get("learned_tokens").asLong();
        }
        JsonNode summary = ended.out().get(data.size());
        assertThat(summary.get("event").asText()).isEqualTo("summary");
        assertThat(summary.get("counted_by").asText()).startsWith("estimate");
        assertThat(summary.get("rows").asLong()).isEqualTo(folder.rows());
        assertThat(summary.get("masked_tokens").asLong()).isEqualTo(masked).isPositive();
        assertThat(summary.get("learned_tokens").asLong()).isEqualTo(learned).isPositive();
        assertThat(summary.get("too_long").asLong()).isZero();
        assertThat(summary.get("steps").asLong()).isEqualTo(folder.steps());
        assertThat(summary.get("effective_batch").asLong()).isEqualTo(folder.effectiveBatch());
    }

    /** Where PYTHON, or python3, has torch: trains the tiny model for a few steps. */
    @Test
    @Tag("slow")
    void trainsTheTinyModelWhereThereIsTorch() throws Exception {
        String python = System.getenv().getOrDefault("PYTHON", "python3");
        assumeTrue(
                new ProcessBuilder(python, "-c", "import torch, transformers")
                                .start()
                                .waitFor()
                        == 0,
                "skipped: " + python + " has no torch and transformers");
        Ended ended = run("--tiny", "--max-steps", "3");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode start = ended.out().get(0);
        long tooLong = start.get("too_long").asLong();
        // A byte is a token to the tiny model, so a few of the longest rows are left out.
        assertThat(start.get("rows").asLong() + tooLong).isEqualTo(folder.rows());
        assertThat(tooLong).isLessThan(folder.rows() / 10);
        assertThat(ended.out())
                .filteredOn(one -> one.get("event").asText().equals("step"))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.get("loss").asDouble()).isBetween(1.0, 8.0));
        Path model = temp.resolve("recipe/out/model");
        assertThat(model.resolve("model.safetensors")).isNotEmptyFile();
        assertThat(model.resolve("tokenizer.json")).isNotEmptyFile();
    }

    @Test
    void aDamagedRowIsNamed() throws Exception {
        Files.writeString(folder.trainingFile(), "{\"prompt\": [], \"completion\": []}\n");
        Ended ended = run("--dry-run");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("train.jsonl:1").doesNotContain("Traceback");
    }
}
