package io.augment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Provenance;
import io.augment.export.ExportFormats;
import io.augment.internal.format.ExampleJson;
import io.augment.run.RunDirectory;
import io.augment.student.StudentProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BaseModel QWEN = BaseModel.of("Qwen/Qwen2-1.5B-Instruct");
    private static final int ROWS = 200;

    @TempDir
    private static Path shared;

    private static StudentSet expansion;
    private static StudentSet preferences;

    @TempDir
    private Path temp;

    @BeforeAll
    static void makeSets() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int i = 0; i < ROWS; i++) {
            Provenance.Step expand = new Provenance.Step("expand", "e", null, null, "openai/gpt-4o", "{}", null, null)
                    .withBefore(new Provenance.Before("Nenne Fluss \"" + i + "\": 写诗 \ud83d\ude80\n\n- a", ""));
            Instruction record = Instruction.builder("Nenne Berg " + i)
                    .id("r" + i)
                    .task("Writing")
                    .provenance(new Provenance("s" + i, List.of(expand)))
                    .response("good " + i)
                    .rejectedResponses(List.of("bad " + i))
                    .build();
            kept.write(ExampleJson.write(InstructionPair.of(record, "good " + i)));
        }
        RunDirectory run = RunDirectory.at(shared.resolve("run"));
        Files.createDirectories(run.path());
        Files.write(run.kept(), kept.toByteArray());
        List<StudentSet> sets = StudentSets.from(run)
                .expansion(StudentProfile.exp())
                .preferences()
                .madeByAnyone()
                .validation(0.1)
                .write(shared.resolve("sets"));
        expansion = sets.get(0);
        preferences = sets.get(1);
    }

    private StudentSet setFor(TrainingMethod method) {
        return method == TrainingMethod.SUPERVISED ? expansion : preferences;
    }

    static Stream<Arguments> everyCombination() {
        return Stream.of(Recipe.Trainer.values())
                .flatMap(trainer -> Stream.of(TrainingMethod.values())
                        .flatMap(method ->
                                Stream.of(Tuning.values()).map(tuning -> Arguments.of(trainer, method, tuning))))
                .filter(arguments -> isOffered(
                        (Recipe.Trainer) arguments.get()[0],
                        (TrainingMethod) arguments.get()[1],
                        (Tuning) arguments.get()[2]));
    }

    private static boolean isOffered(Recipe.Trainer trainer, TrainingMethod method, Tuning tuning) {
        return switch (trainer) {
            case LLAMA_FACTORY, TRL -> true;
            case PLAIN_PYTORCH -> method == TrainingMethod.SUPERVISED && tuning != Tuning.QLORA;
            case PAI_MODEL_GALLERY -> method == TrainingMethod.SUPERVISED || method == TrainingMethod.DPO;
        };
    }

    /** Reads a list of keys by section. */
    private static Set<String> keys(String resource, String section) throws IOException {
        try (InputStream in = RecipeTest.class.getResourceAsStream(resource)) {
            Set<String> keys = new LinkedHashSet<>();
            boolean inside = false;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    inside = line.equals("[" + section + "]");
                } else if (inside && !line.isBlank()) {
                    keys.add(line.strip());
                }
            }
            assertThat(keys).hasSizeGreaterThan(50);
            return keys;
        }
    }

    private static Map<String, String> yaml(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                assertThat(colon).as(line).isPositive();
                String value = line.substring(colon + 2);
                String text = value.startsWith("\"") ? JSON.readTree(value).asText() : value;
                assertThat(values.put(line.substring(0, colon), text)).as(line).isNull();
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void everyRecipeHasKnownKeysAndDataThatItsTrainerTakes(Recipe.Trainer trainer, TrainingMethod method, Tuning tuning)
            throws IOException {
        Path directory = temp.resolve("recipe");
        RecipeFolder folder = Recipe.of(trainer, setFor(method), QWEN)
                .method(method)
                .tuning(tuning)
                .write(directory);
        long problems = 0;
        String format = "";
        switch (trainer) {
            case LLAMA_FACTORY -> {
                format = switch (method) {
                    case SUPERVISED -> "sharegpt";
                    case DPO, REWARD_MODEL -> "sharegpt-preference";
                    case KTO -> "sharegpt-kto";
                };
                Set<String> known = keys("llamafactory-keys.txt", "train");
                Map<String, String> config = yaml(directory.resolve("train.yaml"));
                assertThat(known).containsAll(config.keySet());
                assertThat(config).containsEntry("default_system", "You are a helpful assistant.");
                JsonNode info = JSON.readTree(
                        directory.resolve("data/dataset_info.json").toFile());
                for (String name : List.of(config.get("dataset"), config.get("eval_dataset"))) {
                    JsonNode entry = info.get(name);
                    assertThat(directory
                                    .resolve("data")
                                    .resolve(entry.get("file_name").asText()))
                            .exists();
                    assertThat(entry.get("formatting").asText()).isEqualTo("sharegpt");
                    assertThat(entry.path("ranking").asBoolean())
                            .isEqualTo(method == TrainingMethod.DPO || method == TrainingMethod.REWARD_MODEL);
                }
                if (tuning != Tuning.FULL) {
                    assertThat(known)
                            .containsAll(yaml(directory.resolve("merge.yaml")).keySet());
                }
            }
            case TRL -> {
                String command = switch (method) {
                    case SUPERVISED -> "sft";
                    case REWARD_MODEL -> "reward";
                    case DPO, KTO -> method.label();
                };
                format = switch (method) {
                    case SUPERVISED -> "trl-prompt-completion";
                    case DPO -> "trl-preference";
                    case REWARD_MODEL -> "trl-preference-implicit";
                    case KTO -> "trl-unpaired-preference";
                };
                assertThat(Files.readString(folder.script())).contains("trl " + command + " --config train.yaml");
                assertThat(keys("trl-keys.txt", command))
                        .containsAll(yaml(directory.resolve("train.yaml")).keySet());
                boolean merges = tuning != Tuning.FULL && method != TrainingMethod.REWARD_MODEL;
                assertThat(Files.exists(directory.resolve("merge.py"))).isEqualTo(merges);
                assertThat(Files.readString(folder.script()).contains("merge.py"))
                        .isEqualTo(merges);
            }
            case PLAIN_PYTORCH -> format = "trl-prompt-completion";
            case PAI_MODEL_GALLERY -> {
                format = method == TrainingMethod.DPO ? "pai-preference" : "pai";
                JsonNode settings =
                        JSON.readTree(directory.resolve("hyperparameters.json").toFile());
                assertThat(settings.get("training_strategy").asText())
                        .isEqualTo(method == TrainingMethod.DPO ? "dpo" : "sft");
            }
        }
        List<String> found = new ArrayList<>();
        problems = ExportFormats.named(format).check(folder.trainingFile(), problem -> found.add(problem.text()));
        assertThat(found).isEmpty();
        assertThat(problems).isEqualTo(folder.rows()).isGreaterThan(150);
        assertThat(folder.validationFile()).isNotNull();
        String readme = Files.readString(directory.resolve("README.md"));
        assertThat(readme)
                .contains(
                        "Apache-2.0",
                        "**" + folder.effectiveBatch() + "**",
                        "**" + folder.steps() + " steps**",
                        "estimate")
                .doesNotContain(temp.toString());
        if (trainer != Recipe.Trainer.PAI_MODEL_GALLERY && method != TrainingMethod.REWARD_MODEL) {
            String whole =
                    trainer == Recipe.Trainer.PLAIN_PYTORCH ? "out/model" : tuning == Tuning.FULL ? "out" : "merged";
            assertThat(readme).contains("convert_hf_to_gguf.py " + whole + " ", "-file student.gguf");
        }
        if (method == TrainingMethod.SUPERVISED) {
            assertThat(readme).contains("openai/gpt-4o");
            assertThat(directory.resolve("profile.json")).exists();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Qwen/Qwen2-1.5B-Instruct, FULL, 2.0e-5",
        "Qwen/Qwen2-7B-Instruct, FULL, 1.0e-5",
        "Qwen/Qwen2-1.5B-Instruct, LORA, 1.0e-4",
        "Qwen/Qwen2-7B-Instruct, QLORA, 2.0e-4",
        "Qwen/Qwen2.5-72B-Instruct, QLORA, 1.0e-4"
    })
    void theLearningRateFollowsTheModelsSizeAndItsSourceIsNamed(String model, Tuning tuning, String rate)
            throws IOException {
        Recipe.llamaFactory(expansion, BaseModel.of(model)).tuning(tuning).write(temp.resolve("recipe"));
        assertThat(yaml(temp.resolve("recipe/train.yaml"))).containsEntry("learning_rate", rate);
        assertThat(Files.readString(temp.resolve("recipe/README.md"))).contains("learning rate ", "epochs 3: ");
    }

    @Test
    void sizesFollowTheData() throws IOException {
        RecipeFolder estimated = Recipe.trl(expansion, QWEN).write(temp.resolve("estimated"));
        assertThat(estimated.effectiveBatch()).isEqualTo(8);
        assertThat(estimated.steps()).isEqualTo(3 * ((estimated.rows() + 7) / 8));
        assertThat(estimated.warmupSteps()).isEqualTo(Math.round(estimated.steps() / 10.0));
        assertThat(estimated.countedBy()).startsWith("estimate");
        assertThat(estimated.maxLength() % 64).isZero();
        assertThat(estimated.tooLong()).isZero();
        RecipeFolder exact = Recipe.trl(expansion, QWEN)
                .tokens(request -> 700 + (request.lastUserText().contains("\"7\"") ? 300 : 0), "a counter of the test")
                .epochs(1)
                .effectiveBatch(32)
                .devices(4)
                .write(temp.resolve("exact"));
        assertThat(exact.maxLength()).isEqualTo(1024);
        assertThat(exact.effectiveBatch()).isEqualTo(32);
        assertThat(exact.countedBy()).isEqualTo("a counter of the test");
        assertThat(yaml(temp.resolve("exact/train.yaml")))
                .containsEntry("per_device_train_batch_size", "8")
                .containsEntry("gradient_accumulation_steps", "1");
        RecipeFolder cut = Recipe.trl(expansion, QWEN)
                .tokens(request -> 700 + (request.lastUserText().contains("\"1") ? 300 : 0), "test")
                .maxLength(800)
                .write(temp.resolve("cut"));
        assertThat(cut.tooLong()).isPositive().isLessThan(cut.rows());
    }

    @Test
    void anotherRecipeInTheSameFolderReplacesIt() throws IOException {
        Recipe.llamaFactory(expansion, QWEN).write(temp.resolve("recipe"));
        String first = Files.readString(temp.resolve("recipe/train.yaml"));
        Recipe.llamaFactory(expansion, QWEN).write(temp.resolve("recipe"));
        assertThat(Files.readString(temp.resolve("recipe/train.yaml"))).isEqualTo(first);
    }

    @Test
    void saysWhatCannotBeDone() {
        assertThatThrownBy(() -> Recipe.plainPyTorch(preferences, QWEN).write(temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LLaMA-Factory and TRL");
        assertThatThrownBy(() ->
                        Recipe.trl(expansion, QWEN).method(TrainingMethod.DPO).write(temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("preferences");
        assertThatThrownBy(() -> Recipe.paiModelGallery(preferences, QWEN)
                        .method(TrainingMethod.KTO)
                        .write(temp))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipe.trl(expansion, QWEN).epochs(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Recipe.trl(expansion, QWEN).learningRate(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BaseModel.of("some/unheard-1B"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BaseModel.other");
        assertThat(BaseModel.of("meta-llama/Meta-Llama-3-8B-Instruct").template())
                .isEqualTo("llama3");
        assertThat(BaseModel.of("meta-llama/Meta-Llama-3-8B-Instruct").licenseNote())
                .contains("Built with Meta Llama 3");
        assertThat(BaseModel.of("Qwen/Qwen2-72B-Instruct").license()).contains("Tongyi Qianwen");
        assertThat(BaseModel.of("Qwen/Qwen2.5-3B-Instruct").licenseNote()).contains("Research");
        assertThat(BaseModel.other("me/mine", 1, "chatml").license()).isNull();
    }
}
