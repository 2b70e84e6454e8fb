package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentSetCommandsTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path temp;

    @BeforeAll
    static void run() throws Exception {
        Path seeds = Files.write(
                shared.resolve("seeds.jsonl"),
                Files.readAllLines(Cli.QUICKSTART).subList(0, 20));
        Cli.Result run =
                Cli.run("run", "--offline", "--in", seeds, "--out", shared.resolve("out"), "--expand", "3", "--refine");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private Cli.Result sets(Object... more) {
        Object[] args = new Object[more.length + 4];
        System.arraycopy(
                new Object[] {"student-sets", shared.resolve("out/run"), "--out", temp.resolve("sets")}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return Cli.run(args);
    }

    @Test
    void makesSetsAndARecipeOfEachTrainer() throws Exception {
        Cli.Result sets = sets("--made-by-anyone", "--sets", "expansion,responses", "--validation", "0.2", "--json");
        assertThat(sets.status()).as(sets.err()).isZero();
        JsonNode expansion = sets.json().get(0);
        assertThat(expansion.get("name").asText()).isEqualTo("expansion");
        assertThat(expansion.get("profile").asText()).isEqualTo("pai-exp");
        long rows = expansion.get("rows").get("train").asLong();
        assertThat(rows).isGreaterThan(20);
        assertThat(expansion.get("madeBy").fieldNames().next()).startsWith("rule:");
        for (String trainer : List.of("llama-factory", "trl", "pytorch", "pai")) {
            Path folder = temp.resolve(trainer);
            Cli.Result recipe = Cli.run(
                    "recipe",
                    temp.resolve("sets/expansion"),
                    "--model",
                    "Qwen/Qwen2-1.5B-Instruct",
                    "--trainer",
                    trainer,
                    "--out",
                    folder,
                    "--json");
            assertThat(recipe.status()).as(recipe.err()).isZero();
            assertThat(recipe.json().get("rows").asLong()).isEqualTo(rows);
            assertThat(recipe.json().get("steps").asLong()).isPositive();
            assertThat(folder.resolve("README.md")).isNotEmptyFile();
            assertThat(folder.resolve("data")).isDirectory();
        }
        assertThat(new ObjectMapper()
                        .readTree(temp.resolve("pai/data/train.json").toFile()))
                .hasSize((int) rows);
    }

    @Test
    void saysInWordsWhatWasMadeAndWhatWasLeftOut() {
        Cli.Result sets = sets("--sets", "expansion");
        assertThat(sets.status()).isZero();
        assertThat(sets.out()).contains("expansion: 0 rows").contains("left out  {made-by-rule=");
        Cli.Result recipe =
                Cli.run("recipe", temp.resolve("sets/expansion"), "--model", "Qwen/Qwen2-7B-Instruct", "--out", temp);
        assertThat(recipe.status()).isEqualTo(1);
        assertThat(recipe.err()).contains("has no row").contains("set.json");
        Cli.Result anyone = sets("--made-by-anyone", "--n", "12", "--mix", "uniform", "--sets", "expansion");
        assertThat(anyone.out()).contains("made by   {rule:").contains("not-sampled=");
        Cli.Result text = Cli.run(
                "recipe",
                temp.resolve("sets/expansion"),
                "--model",
                "Qwen/Qwen2-7B-Instruct",
                "--tuning",
                "qlora",
                "--out",
                temp.resolve("recipe"));
        assertThat(text.out()).contains("Effective batch 4, 3 epochs").contains("Train: sh ");
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhy() {
        Cli.Result unknown = sets("--sets", "expansion,poems");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("\"poems\"");
        assertThat(sets("--validation", "0.1", "--split", "train=0.9,validation=0.1")
                        .status())
                .isEqualTo(2);
        Cli.Result noSet =
                Cli.run("recipe", temp, "--model", "Qwen/Qwen2-7B-Instruct", "--out", temp.resolve("recipe"));
        assertThat(noSet.status()).isEqualTo(1);
        assertThat(noSet.err()).contains("student-sets");
        assertThat(sets("--made-by-anyone", "--sets", "responses").status()).isZero();
        Cli.Result family =
                Cli.run("recipe", temp.resolve("sets/responses"), "--model", "me/mine", "--out", temp.resolve("r"));
        assertThat(family.status()).isEqualTo(2);
        Cli.Result trainer = Cli.run(
                "recipe",
                temp.resolve("sets/responses"),
                "--model",
                "me/mine",
                "--billions",
                "1",
                "--trainer",
                "abacus",
                "--out",
                temp.resolve("r"));
        assertThat(trainer.err()).contains("abacus").contains("llama-factory");
        Cli.Result method = Cli.run(
                "recipe",
                temp.resolve("sets/responses"),
                "--model",
                "Qwen/Qwen2-7B-Instruct",
                "--method",
                "dpo",
                "--out",
                temp.resolve("r"));
        assertThat(method.status()).isEqualTo(2);
        assertThat(method.err()).contains("preferences");
    }
}
