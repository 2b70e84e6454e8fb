package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.chat.EmbeddingModel;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SemanticDuplicatesTest {
    private final List<Integer> batches = new ArrayList<>();

    /** Counts letters: a small model of meaning. */
    private final EmbeddingModel letters = texts -> {
        batches.add(texts.size());
        return texts.stream().map(SemanticDuplicatesTest::count).toList();
    };

    private static float[] count(String text) {
        float[] counts = new float[26];
        text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
        return counts;
    }

    @Test
    void namesWhatIsMostSimilar() {
        List<Instruction> records = List.of(
                Instruction.builder("listen").id("a").build(),
                Instruction.builder("banana").id("b").build(),
                Instruction.builder("silent").id("c").build());

        assertThat(TestRecords.rejected(records, Filters.semanticDuplicates(letters))
                        .get("c"))
                .isNotNull()
                .satisfies(one -> assertThat(one.detail()).isEqualTo("cosine similarity 1.000 to a"));
        assertThat(TestRecords.decisions(
                        records,
                        Filters.semanticDuplicates(letters)
                                .against(Source.of(List.of(TestRecords.pair("nabana", "", "xyz"))))))
                .containsExactly(true, false, false);
    }

    @Test
    void decidesAsComparingWithAllDoes() {
        Random random = new Random(15);
        List<float[]> kept = new ArrayList<>();
        List<Instruction> records = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < 12; k++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            records.add(Instruction.of(text.toString()));
            float[] vector = count(text.toString());
            boolean isNew = kept.stream().noneMatch(other -> cosine(other, vector) > 0.705);
            expected.add(isNew);
            if (isNew) {
                kept.add(vector);
            }
        }
        assertThat(expected).contains(true, false);
        assertThat(TestRecords.decisions(
                        records, Filters.semanticDuplicates(letters).threshold(0.705)))
                .isEqualTo(expected);
    }

    @Test
    void embedsASetInBatches() {
        List<Instruction> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(Instruction.of("word " + (char) ('a' + i % 26)));
        }
        Deduplication.Result result = Deduplication.with(
                        Filters.semanticDuplicates(letters).threshold(0.999))
                .keep(Keep.LONGEST)
                .apply(records);

        assertThat(batches).containsExactly(26);
        assertThat(result.kept()).hasSize(26);
    }

    @Test
    void embedsReferencesInBatchesAndOnce() {
        List<Instruction> references = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            references.add(Instruction.of("word " + (char) ('a' + i % 26) + (char) ('a' + i / 26)));
        }
        Filter filter = Filters.semanticDuplicates(letters)
                .against(Source.of(references))
                .threshold(0.9999);

        assertThat(TestRecords.decisions(List.of(Instruction.of("drow ab"), Instruction.of("new")), filter))
                .containsExactly(false, true);
        assertThat(batches).containsExactly(64, 64, 22, 1, 1);
    }

    @Test
    void refusesVectorsThatCannotBeCompared() {
        EmbeddingModel broken = texts -> List.of(new float[texts.get(0).length()]);
        try (FilterSession session = Filters.semanticDuplicates(broken).open()) {
            assertThatThrownBy(() -> session.decide(Instruction.of("a")))
                    .isInstanceOf(AugmentException.class)
                    .hasMessageContaining("no direction");
        }
        EmbeddingModel none = texts -> List.of();
        try (FilterSession session = Filters.semanticDuplicates(none).open()) {
            assertThatThrownBy(() -> session.decide(Instruction.of("a")))
                    .isInstanceOf(AugmentException.class)
                    .hasMessageContaining("0 vectors for 1 texts");
        }
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            first += one[i] * one[i];
            second += other[i] * other[i];
        }
        return product / Math.sqrt(first * second);
    }
}
