package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RougeLNoveltyTest {
    @Test
    void namesWhatIsMostSimilar() {
        Instruction seed =
                Instruction.builder("Name three large rivers of France").id("s").build();
        Instruction other =
                Instruction.builder("Name three large cities of Spain").id("t").build();
        Instruction near =
                Instruction.builder("Name three long rivers of France").id("n").build();

        assertThat(TestRecords.rejected(
                        List.of(other, near), Filters.rougeLNovelty().against(Source.of(List.of(seed)))))
                .containsExactly(Map.entry(
                        "n", new Outcome.Rejected(near, "rouge-l-novelty", "not-novel", "ROUGE-L 0.83 with s", null)));
    }

    @ParameterizedTest
    @CsvSource({"0.7,12,12", "0.7,4,30", "0.95,3,8", "0.3,30,12", "0,30,6", "1,2,3", "0.7,40,150"})
    void decidesAsComparingWithAllDoes(double threshold, int vocabulary, int longest) {
        Random random = new Random(5);
        RougeLNovelty filter = Filters.rougeLNovelty().threshold(threshold);
        for (int round = 0; round < 20; round++) {
            List<Instruction> records = new ArrayList<>();
            List<Boolean> expected = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String text = i > 0 && random.nextBoolean()
                        ? edited(random, records.get(random.nextInt(i)).text(), vocabulary)
                        : TestRecords.words(random, vocabulary, 1 + random.nextInt(longest));
                records.add(Instruction.of(text));
                boolean isNew = kept.stream().noneMatch(other -> rougeL(other, text) > threshold);
                expected.add(isNew);
                if (isNew) {
                    kept.add(text);
                }
            }
            assertThat(TestRecords.decisions(records, filter)).isEqualTo(expected);
        }
    }

    @Test
    void decidesTheSameAcrossNewOrdersOfTheIndex() {
        Random random = new Random(6);
        List<Instruction> records = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String text = i > 0 && random.nextInt(3) == 0
                    ? edited(random, records.get(random.nextInt(i)).text(), 200)
                    : TestRecords.words(random, 200, 3 + random.nextInt(12));
            records.add(Instruction.of(text));
            boolean isNew = kept.stream().noneMatch(other -> rougeL(other, text) > 0.7);
            expected.add(isNew);
            if (isNew) {
                kept.add(text);
            }
        }
        assertThat(expected).contains(true, false);
        assertThat(TestRecords.decisions(records, Filters.rougeLNovelty())).isEqualTo(expected);
    }

    @Test
    void tellsTheSimilarityToAll() {
        Random random = new Random(7);
        RougeLPool pool = Filters.rougeLNovelty().pool();
        assertThat(pool.compare(Instruction.of("anything"))).isEqualTo(new RougeLPool.Similarities(0, List.of()));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = TestRecords.words(random, 12, 1 + random.nextInt(i % 50 == 0 ? 200 : 20));
            texts.add(text);
            pool.add(Instruction.builder(text).id("r" + i).build());
        }
        for (int round = 0; round < 20; round++) {
            String text = TestRecords.words(random, 12, 1 + random.nextInt(round % 5 == 0 ? 150 : 20));
            List<RougeLPool.Similarity> all = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                all.add(new RougeLPool.Similarity("r" + i, rougeL(texts.get(i), text)));
            }
            double mean = all.stream()
                    .mapToDouble(RougeLPool.Similarity::score)
                    .average()
                    .orElseThrow();
            all.sort(Comparator.comparingDouble(RougeLPool.Similarity::score).reversed());

            RougeLPool.Similarities similarities = pool.compare(Instruction.of(text));
            assertThat(similarities.mostSimilar()).isEqualTo(all.subList(0, 10));
            assertThat(similarities.mean()).isCloseTo(mean, within(1e-12));
            assertThat(similarities.highest()).isEqualTo(all.get(0).score());
        }
    }

    @Test
    void comparesChineseByCharacter() {
        List<Instruction> records =
                List.of(Instruction.of("请写一首关于春天的诗。"), Instruction.of("请写一首关于秋天的诗！"), Instruction.of("请介绍一下秋天的节日"));

        assertThat(TestRecords.decisions(records, Filters.rougeLNovelty())).containsExactly(true, false, true);
    }

    @Test
    void comparesSeedsInTheFieldsThatARecordHas() {
        Source seeds =
                Source.of(List.of(TestRecords.pair("Translate this sentence to German", "Good day", "Guten Tag")));
        List<Instruction> records = List.of(
                Instruction.of("Translate this sentence to French"),
                Instruction.builder("Translate this sentence to German")
                        .input("Good day to all of you my old friends from the north")
                        .build(),
                TestRecords.pair("Translate this sentence to German", "Good day", "Hallo zusammen alle"));

        assertThat(TestRecords.decisions(records, Filters.rougeLNovelty().against(seeds)))
                .containsExactly(false, true, true);
    }

    @Test
    void refusesThresholdsOutsideTheirRange() {
        assertThatThrownBy(() -> Filters.rougeLNovelty().threshold(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh"})
    void leavesWhatPeopleWrote(String set) {
        assertThat(TestRecords.rejectedShare(TestRecords.human(set), Filters.rougeLNovelty()))
                .isLessThan(0.03);
    }

    private static String edited(Random random, String text, int vocabulary) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int i = 0; i < 1 + words.size() / 5; i++) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(3)) {
                case 0 -> words.set(at, "w" + random.nextInt(vocabulary));
                case 1 -> words.add(at, "w" + random.nextInt(vocabulary));
                default -> {
                    if (words.size() > 1) {
                        words.remove(at);
                    }
                }
            }
        }
        return String.join(" ", words);
    }

    /** The definition: by the full table. */
    static double rougeL(String one, String other) {
        String[] a = one.split(" ");
        String[] b = other.split(" ");
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int k = 1; k <= b.length; k++) {
                table[i][k] = a[i - 1].equals(b[k - 1])
                        ? table[i - 1][k - 1] + 1
                        : Math.max(table[i - 1][k], table[i][k - 1]);
            }
        }
        return 2.0 * table[a.length][b.length] / (a.length + b.length);
    }
}
