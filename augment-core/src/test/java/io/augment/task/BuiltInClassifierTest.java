package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.Instruction;
import io.augment.internal.check.HumanPairs;
import io.augment.testing.PlainContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInClassifierTest {
    private final TaskClassifier classifier = TaskClassifier.builtIn();

    private TaskLabel label(String text) {
        return classifier.classify(Instruction.of(text), PlainContext.of("classify"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Math | Solve the equation 3x + 5 = 20.
                    Math | 一个三角形的底是6厘米，高是4厘米，面积是多少？
                    Code Generation | Write a Python function that reverses a string.
                    Code Generation | 编写一个Java程序，读取文件并统计行数。
                    Code Debug | Fix the bug in this code: it crashes with a NullPointerException.
                    Code Debug | 以下代码有什么问题？请修复代码。
                    Writing | Write a short story about a lighthouse keeper.
                    Writing | 写一首关于秋天的诗。
                    Multilingual | Translate the following sentence into French.
                    Multilingual | 把下面的句子翻译成英文。
                    Roleplay | Act as a travel guide and show me around.
                    Roleplay | 请你扮演一名餐厅服务员。
                    Paraphrase | Rewrite the following sentence in other words.
                    Paraphrase | 换一种说法表达下面的句子，不改变原意。
                    Grammar | Correct the spelling and grammar of this sentence.
                    Grammar | 指出下面句子中的语法错误。
                    Counterfactual | What if the printing press had never been invented?
                    Counterfactual | 如果人类不需要睡觉，会发生什么？
                    Complex Format | List the planets in a table and output as JSON.
                    Physics | Explain how gravity bends the path of light.
                    Chemistry | 什么是氧化反应？请写出化学反应式。
                    History | Which events led to the fall of the Roman empire?
                    Law | 房东不退押金，我可以起诉吗？
                    Ecology | How does deforestation affect biodiversity?
                    Music | Explain the difference between a symphony and a concerto for piano.
                    Medicine | 糖尿病有哪些早期症状？
                    """)
    void knowsWhatIsAskedFor(String task, String text) {
        assertThat(label(text).task()).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({"''", "Hello", "ok?", "你好", "12345"})
    void answersOthersWhereTheEvidenceIsThin(String text) {
        assertThat(label(text).task()).isEqualTo(TaskTypes.OTHERS);
    }

    @Test
    void namesOnlyKnownTypes() {
        List<HumanPairs.Pair> pairs = new ArrayList<>(HumanPairs.selfInstruct());
        pairs.addAll(HumanPairs.belle());
        for (HumanPairs.Pair pair : pairs) {
            assertThat(TaskTypes.names()).contains(label(pair.instruction()).task());
        }
    }

    private record Labeled(String text, List<String> right) {}

    /** The task type that is right for most questions is what a blind guess would name. */
    @Test
    void beatsTheMajorityClassOnMtBenchAndVicuna() throws IOException {
        List<Labeled> questions = new ArrayList<>();
        for (String file : List.of("question.jsonl", "vicuna_question.jsonl")) {
            for (String line : Files.readAllLines(HumanPairs.shared("mt_bench/" + file))) {
                JsonNode row = new ObjectMapper().readTree(line);
                questions.add(new Labeled(
                        row.get("turns").get(0).asText(),
                        TaskMapping.mtBench().tasksOf(row.get("category").asText())));
            }
        }
        assertThat(graded("MT-Bench and Vicuna", questions).accuracy()).isGreaterThan(majority(questions) + 0.2);
    }

    /** Its confidence was fitted to every second definition; it is measured on the others. */
    @Test
    void isCalibratedOnDefinitionsThatItsConfidenceWasNotFittedTo() throws IOException {
        List<Labeled> definitions = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(HumanPairs.shared("super_ni/split_dev.jsonl"))) {
            JsonNode row = new ObjectMapper().readTree(line);
            List<String> right = TaskMapping.superNaturalInstructions()
                    .tasksOf(row.get("category").asText());
            if (!right.isEmpty() && number++ % 2 == 1) {
                definitions.add(new Labeled(row.get("definition").asText(), right));
            }
        }
        assertThat(graded("Super-NaturalInstructions", definitions).error()).isLessThan(0.15);
    }

    private Calibration graded(String name, List<Labeled> rows) {
        double[] confidences = new double[rows.size()];
        boolean[] right = new boolean[rows.size()];
        for (int i = 0; i < right.length; i++) {
            TaskLabel label = label(rows.get(i).text());
            confidences[i] = label.confidence();
            right[i] = rows.get(i).right().contains(label.task());
        }
        Calibration calibration = Calibration.of(confidences, right);
        System.out.printf(
                "built-in classifier on %s: %d texts, accuracy %.3f (majority %.3f), %s%n",
                name, right.length, calibration.accuracy(), majority(rows), calibration);
        return calibration;
    }

    private static double majority(List<Labeled> rows) {
        double majority = 0;
        for (String task : TaskTypes.names()) {
            long hits = rows.stream().filter(row -> row.right().contains(task)).count();
            majority = Math.max(majority, (double) hits / rows.size());
        }
        return majority;
    }
}
