package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.Verdict;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeduplicationTest {
    private static Example scored(String id, String text, double score) {
        return new InstructionPair(
                Instruction.builder(text).id(id).build(),
                "Yes.",
                Verdict.scored(score).build());
    }

    @Test
    void keepsTheBestAndReportsClusters() {
        Example weak = scored("weak", "Name three rivers of France", 0.3);
        Example other = scored("other", "Write a poem on snow", 0.1);
        Example best = scored("best", "name THREE rivers of France!", 0.9);
        Example unscored = InstructionPair.of(
                Instruction.builder("Name three rivers of France?")
                        .id("unscored")
                        .build(),
                "Yes");

        Deduplication.Result result = Deduplication.with(Filters.exactDuplicates())
                .keep(Keep.BEST)
                .apply(List.of(unscored, weak, other, best));

        assertThat(result.kept()).containsExactly(other, best);
        assertThat(result.clusters()).containsExactly(new DuplicateCluster("best", List.of("unscored", "weak")));
        assertThat(result.outcomes().get(1))
                .isEqualTo(new Outcome.Rejected(weak, "exact-duplicates", "exact-duplicate", "equals best", null));
    }

    @Test
    void keepsTheLongest() {
        List<Instruction> records = List.of(
                Instruction.of("Write a short poem about the sea at night"),
                Instruction.of("Write a short poem about the sea at night, please"));

        assertThat(Deduplication.with(Filters.nearDuplicates())
                        .keep(Keep.LONGEST)
                        .apply(records)
                        .kept())
                .containsExactly(records.get(1));
    }

    @Test
    void namesReferencesAsClusters() {
        Source seeds =
                Source.of(List.of(Instruction.builder("Sing a song").id("seed").build()));
        Deduplication.Result result = Deduplication.with(Filters.rougeLNovelty().against(seeds))
                .apply(List.of(Instruction.builder("Sing a song!").id("new").build()));

        assertThat(result.kept()).isEmpty();
        assertThat(result.clusters()).containsExactly(new DuplicateCluster("seed", List.of("new")));
    }

    @ParameterizedTest
    @EnumSource(Keep.class)
    void decidesAsTakingTheBestFirstDoes(Keep keep) {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            List<Example> records = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String text = TestRecords.words(random, 3, 1 + random.nextInt(4));
                records.add(scored("r" + i, text, random.nextInt(5) / 4.0));
            }
            Comparator<Example> order = switch (keep) {
                case FIRST -> Comparator.comparingInt(records::indexOf);
                case BEST ->
                    Comparator.comparingDouble(
                            example -> -((InstructionPair) example).verdict().score());
                case LONGEST ->
                    Comparator.comparingInt(
                            example -> -example.instruction().text().length());
            };
            List<Example> kept = new ArrayList<>();
            for (Example example : records.stream().sorted(order).toList()) {
                Set<List<String>> shingles =
                        NearDuplicatesTest.shingles(example.instruction().text() + " yes", 2);
                if (kept.stream()
                        .noneMatch(other -> NearDuplicatesTest.jaccard(
                                        NearDuplicatesTest.shingles(
                                                other.instruction().text() + " yes", 2),
                                        shingles)
                                >= 0.6)) {
                    kept.add(example);
                }
            }
            assertThat(Deduplication.with(Filters.nearDuplicates())
                            .keep(keep)
                            .apply(records)
                            .kept())
                    .containsExactlyInAnyOrderElementsOf(kept);
        }
    }
}
