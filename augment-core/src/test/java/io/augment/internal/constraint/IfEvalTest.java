package io.augment.internal.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.internal.check.HumanPairs;
import io.augment.internal.constraint.IfEvalAnswers.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The prompts of IFEval that state a single demand, with an answer that meets it and one that does not. */
class IfEvalTest {
    private static final class Count {
        private int all;
        private int right;
        private final List<String> wrong = new ArrayList<>();
    }

    @Test
    void eachKindIsDecidedOnRightAndWrongAnswers() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Count> counts = new TreeMap<>();
        for (String line : Files.readAllLines(HumanPairs.shared("ifeval/input_data.jsonl"))) {
            JsonNode row = json.readTree(line);
            if (row.get("instruction_id_list").size() == 1) {
                decide(row, counts);
            }
        }
        assertThat(counts).hasSizeGreaterThanOrEqualTo(23);
        counts.forEach((kind, count) -> {
            System.out.printf("%s: %d of %d%n", kind, count.right, count.all);
            count.wrong.stream().limit(Integer.getInteger("show", 0)).forEach(System.out::println);
        });
        int all = counts.values().stream().mapToInt(count -> count.all).sum();
        int right = counts.values().stream().mapToInt(count -> count.right).sum();
        System.out.printf("all: %d of %d%n", right, all);
        counts.forEach((kind, count) -> assertThat((double) count.right / count.all)
                .as(kind + " " + count.wrong)
                .isGreaterThanOrEqualTo(0.9));
        assertThat((double) right / all).isGreaterThanOrEqualTo(0.95);
    }

    private static void decide(JsonNode row, Map<String, Count> counts) {
        String kind = row.get("instruction_id_list").get(0).asText();
        String prompt = row.get("prompt").asText();
        Planted planted = IfEvalAnswers.of(kind, row.get("kwargs").get(0), prompt);
        if (planted == null) {
            return;
        }
        Count count = counts.computeIfAbsent(kind, key -> new Count());
        count.all++;
        Constraint broken = Constraints.broken(prompt, planted.right());
        if (broken == null) {
            count.right++;
        } else {
            count.wrong.add(
                    row.get("key") + " right: " + broken.kind() + " \"" + broken.wording() + "\" in: " + prompt);
        }
        if (planted.wrong() != null) {
            count.all++;
            if (Constraints.broken(prompt, planted.wrong()) != null) {
                count.right++;
            } else {
                count.wrong.add(row.get("key") + " wrong not seen: " + prompt);
            }
        }
    }
}
