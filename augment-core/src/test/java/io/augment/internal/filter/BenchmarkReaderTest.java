package io.augment.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the benchmarks of the shared test data; skipped where it is absent. */
class BenchmarkReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench_gsm8k/test.jsonl             | 1319 | bench_gsm8k/test.jsonl:1319
            bench_humaneval/HumanEval.jsonl    | 164  | HumanEval/163
            bench_humaneval/HumanEval.jsonl.gz | 164  | HumanEval/163
            bench_mmlu                         | 404  | test/high_school_us_history_test.csv:
            bench_bbh/object_counting.json     | 251  | bench_bbh/object_counting.json:250
            ifeval/input_data.jsonl            | 541  | ifeval/input_data.jsonl
            mt_bench/question.jsonl            | 160  | mt_bench/question.jsonl 160 turn 2
            mt_bench/vicuna_question.jsonl     | 80   | mt_bench/vicuna_question.jsonl 80
            """)
    void readsEveryItem(String file, int count, String last) {
        List<BenchmarkText> texts = BenchmarkReader.read(shared(file));

        assertThat(texts)
                .hasSize(count)
                .allSatisfy(text -> assertThat(text.text()).isNotBlank());
        assertThat(texts.get(count - 1).item()).startsWith(last);
    }

    private static Path shared(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        assumeThat(name).as("skipped: the shared test data is absent").isNull();
        return Path.of(name);
    }
}
