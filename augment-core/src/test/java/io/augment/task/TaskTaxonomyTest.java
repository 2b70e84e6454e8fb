package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.testing.PlainContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTaxonomyTest {
    @TempDir
    private Path temp;

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("file"), text);
    }

    @Test
    void theStandardOneDescribesAll32TypesOfTheRecipe() {
        TaskTaxonomy standard = TaskTaxonomy.distilQwen2();
        assertThat(standard.names()).hasSize(32).isEqualTo(TaskTypes.names());
        assertThat(standard.types()).allSatisfy(type -> {
            assertThat(type.description()).isNotBlank();
            assertThat(type.examples()).hasSize(2);
            assertThat(type.share()).isEqualTo(TaskTypes.targetShares().get(type.name()));
        });
        assertThat(standard.mix().plan(Map.of("Math", 900, "Writing", 900), 184))
                .isEqualTo(Map.of("Math", 167, "Writing", 17));
    }

    @Test
    void oneOfOnesOwnComesFromAFileOrFromJava() throws IOException {
        TaskTaxonomy read = TaskTaxonomy.read(file("""
                {"name": "support", "types": [
                  {"name": "Refund", "description": "Wants money back.", "examples": ["Money back!"], "share": 2},
                  {"name": "Question", "share": 3}, "Praise"]}
                """));
        assertThat(read.name()).isEqualTo("support");
        assertThat(read.names()).containsExactly("Refund", "Question", "Praise", "Others");
        TaskTaxonomy built = TaskTaxonomy.builder("support")
                .type("Refund", "Wants money back.", 2, List.of("Money back!"))
                .type("Question", "", 3, List.of())
                .type("Praise")
                .build();
        assertThat(built.types()).isEqualTo(read.types());
        assertThat(read.find(" refund ")).isEqualTo(read.types().get(0));
        assertThat(read.find("Refunds")).isNull();
        assertThat(read.mix().plan(Map.of("Refund", 9, "Question", 9, "Praise", 9), 6))
                .isEqualTo(Map.of("Refund", 2, "Question", 3, "Praise", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"types\": []}",
                "{\"types\": [{}]}",
                "{\"types\": [3]}",
                "{\"types\": [\"A\", \"A\"]}",
                "{\"types\": [{\"name\": \"A\", \"share\": \"much\"}]}",
                "{\"types\": [{\"name\": \"A\", \"share\": -1}]}",
                "{\"types\": [\"A\""
            })
    void whatIsNoTaxonomyIsToldSo(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> TaskTaxonomy.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Math\": 2, \"Code Generation\": 1}",
                "Math\t2\nCode Generation\t1\n",
                "# mine\nMath,2\nCode Generation,1",
                "task,share\nMath,2\nCode Generation,1",
                "Math = 2\nCode Generation = 1",
                "{\"types\": [{\"name\": \"Math\", \"share\": 2}, {\"name\": \"Code Generation\", \"share\": 1}]}"
            })
    void aMixIsReadFromEachOfItsForms(String text) throws IOException {
        assertThat(TaskMix.read(file(text)).plan(Map.of("Math", 99, "Code Generation", 99), 30))
                .isEqualTo(Map.of("Math", 20, "Code Generation", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"Math\": \"x\"}", "Math", "Math,2\nLaw,much", "{\"Math\": -1}"})
    void whatIsNoMixIsToldSo(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> TaskMix.read(file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mixesHaveNames() {
        for (String name : List.of("pai", "uniform", "as-is", "square-root")) {
            assertThat(TaskMix.named(name).name()).isEqualTo(name);
        }
        assertThatThrownBy(() -> TaskMix.named("best")).hasMessageContaining("pai, uniform, as-is, square-root");
    }

    @ParameterizedTest
    @CsvSource({
        "super-ni, Translation, Multilingual",
        "super-ni, Toxic Language Detection, Toxicity",
        "dolly, creative_writing, Writing",
        "belle, code, Code Generation",
        "mt-bench, Roleplay, Roleplay"
    })
    void mappingsNameTypesOfTheStandardTaxonomy(String mapping, String category, String task) {
        TaskMapping known = TaskMapping.named(mapping);
        assertThat(known.taskOf(category)).isEqualTo(task);
        assertThat(known.taskOf("no such category")).isNull();
        assertThat(known.categories())
                .allSatisfy(one -> assertThat(TaskTypes.names()).containsAll(known.tasksOf(one)));
    }

    @Test
    void aMappingClassifiesByTheCategoryWhereItDecides() throws IOException {
        TaskMapping mapping = TaskMapping.read(file("# mine\nsums\tMath\nwords\tWriting; Grammar\n"));
        TaskClassifier classifier = mapping.classifier("kind", (text, context) -> new TaskLabel("Grammar", 0.7));
        assertThat(label(classifier, "sums")).isEqualTo(new TaskLabel("Math", 1));
        assertThat(label(classifier, "words")).isEqualTo(new TaskLabel("Grammar", 0.7));
        assertThat(label(classifier, "unheard of")).isEqualTo(new TaskLabel("Grammar", 0.7));
        TaskClassifier contradicted = mapping.classifier("kind", (text, context) -> new TaskLabel("Law", 0.9));
        assertThat(label(contradicted, "words")).isEqualTo(new TaskLabel("Writing", 0.5));
        Path bad = file("sums Math");
        assertThatThrownBy(() -> TaskMapping.read(bad)).hasMessageContaining(":1:");
    }

    private static TaskLabel label(TaskClassifier classifier, String kind) {
        Instruction instruction =
                Instruction.builder("Do it.").metadata(Map.of("kind", kind)).build();
        return classifier.classify(instruction, PlainContext.of("classify"));
    }
}
