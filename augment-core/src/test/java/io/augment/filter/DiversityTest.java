package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.augment.Instruction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiversityTest {
    @Test
    void describesASmallSet() {
        Diversity diversity = Diversity.of(Stream.of(
                Instruction.builder("a b a").task("Math").response("one two").build(),
                Instruction.builder("a b c").task("Math").response("one").build(),
                Instruction.builder("d").build(),
                Instruction.builder("a b").input("c").task("Chat").build()));

        assertThat(diversity.records()).isEqualTo(4);
        assertThat(diversity.distinct1()).isEqualTo(4 / 10.0);
        assertThat(diversity.distinct2()).isEqualTo(3 / 6.0);
        assertThat(diversity.distinct3()).isEqualTo(2 / 3.0);
        assertThat(diversity.instructionWords()).isEqualTo(new Diversity.Lengths(2.5, 3, 3));
        assertThat(diversity.responseWords()).isEqualTo(new Diversity.Lengths(1.5, 1, 2));
        assertThat(diversity.tasks()).isEqualTo(Map.of("Chat", 1L, "Math", 2L, "unknown", 1L));
        assertThat(diversity.taskEntropy()).isCloseTo(1.5, within(1e-9));
        // The pairs of instructions: 2/3, 0, 4/5, 0, 4/5 and 0.
        assertThat(diversity.meanSimilarity()).isCloseTo((2 / 3.0 + 4 / 5.0 + 4 / 5.0) / 6, within(1e-9));
        assertThat(diversity.describe()).contains("4 records").contains("3 task types, entropy 1.50 bits");
    }

    @Test
    void describesNothing() {
        Diversity diversity = Diversity.of(Stream.of());

        assertThat(diversity.records()).isZero();
        assertThat(diversity.distinct1()).isZero();
        assertThat(diversity.meanSimilarity()).isZero();
        assertThat(diversity.responseWords()).isNull();
        assertThat(diversity.describe()).contains("no responses");
    }

    @Test
    void countsDifferentRunsExactly() {
        Random random = new Random(16);
        List<Instruction> records = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        int all = 0;
        for (int i = 0; i < 2_000; i++) {
            String text = TestRecords.words(random, 200, 2 + random.nextInt(10));
            records.add(Instruction.of(text));
            String[] words = text.split(" ");
            for (int k = 1; k < words.length; k++) {
                pairs.add(words[k - 1] + " " + words[k]);
                all++;
            }
        }
        Diversity diversity = Diversity.of(records.stream());
        assertThat(diversity.distinct2()).isCloseTo(pairs.size() / (double) all, within(1e-12));
        assertThat(diversity).isEqualTo(Diversity.of(records.stream()));
        assertThat(diversity.meanSimilarity()).isBetween(0.0, 0.2);
    }
}
