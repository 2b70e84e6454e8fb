package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {
    @Test
    void namesWhatIsMostSimilar() {
        Instruction first = Instruction.builder("Write a short poem about the sea at night")
                .id("a")
                .build();
        Instruction second = Instruction.builder("Write a short story about the moon")
                .id("b")
                .build();
        Instruction near = Instruction.builder("Write a short poem about the sea at dawn")
                .id("c")
                .build();

        assertThat(TestRecords.rejected(List.of(first, second, near), Filters.nearDuplicates()))
                .containsExactly(Map.entry(
                        "c",
                        new Outcome.Rejected(near, "near-duplicates", "near-duplicate", "similarity 0.78 to a", null)));
    }

    @ParameterizedTest
    @CsvSource({"0.3,1", "0.6,2", "0.7,3", "1.0,2"})
    void decidesAsTheDefinitionDoes(double threshold, int width) {
        Random random = new Random(3);
        NearDuplicates filter = Filters.nearDuplicates().threshold(threshold).shingle(width);
        for (int round = 0; round < 60; round++) {
            List<Instruction> records = new ArrayList<>();
            List<Boolean> expected = new ArrayList<>();
            List<Set<List<String>>> kept = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String text = TestRecords.words(random, 3 + round % 5, 1 + random.nextInt(12));
                records.add(Instruction.of(text));
                Set<List<String>> shingles = shingles(text, width);
                boolean isNew = kept.stream().noneMatch(other -> jaccard(other, shingles) >= threshold);
                expected.add(isNew);
                if (isNew) {
                    kept.add(shingles);
                }
            }
            assertThat(TestRecords.decisions(records, filter)).isEqualTo(expected);
        }
    }

    @Test
    void findsNearlyAllAmongManyAndNothingElse() {
        Random random = new Random(4);
        NearDuplicates filter = Filters.nearDuplicates();
        List<String> originals = new ArrayList<>();
        int planted = 0;
        int found = 0;
        try (FilterSession session = filter.open()) {
            for (int i = 0; i < 6_000; i++) {
                String text = TestRecords.words(random, 5_000, 30);
                originals.add(text);
                assertThat(session.decide(Instruction.of(text)).isKept()).isTrue();
            }
            for (String original : originals) {
                String[] words = original.split(" ");
                int changes = random.nextInt(6);
                for (int i = 0; i < changes; i++) {
                    words[random.nextInt(words.length)] = "x" + random.nextInt(1_000_000);
                }
                String changed = String.join(" ", words);
                double similarity = jaccard(shingles(original, 2), shingles(changed, 2));
                boolean rejected = !session.decide(Instruction.of(changed)).isKept();
                if (similarity >= 0.6) {
                    planted++;
                    found += rejected ? 1 : 0;
                } else {
                    assertThat(rejected).isFalse();
                }
            }
        }
        assertThat(planted).isGreaterThan(3_000);
        assertThat(found / (double) planted).isGreaterThan(0.98);
    }

    @Test
    void comparesWithReferencesInTheFieldsThatARecordHas() {
        Source seeds = Source.of(List.of(
                TestRecords.pair("Translate the sentence to formal German", "Good morning my friend", "Guten Tag")));
        List<Instruction> records = List.of(
                Instruction.of("Translate the sentence to formal German please"),
                Instruction.builder("Please translate the sentence to formal German")
                        .input("Good morning my friend")
                        .build(),
                TestRecords.pair("Translate the sentence to formal German", "Good evening to all", "Guten Abend"));

        assertThat(TestRecords.decisions(records, Filters.nearDuplicates().against(seeds)))
                .containsExactly(false, false, true);
    }

    @Test
    void leavesOtherAnswersAndOtherQuestionsOnOneText() {
        String passage = "It was a bright cold day in April, and the clocks were striking thirteen. ".repeat(3);
        List<Instruction> records = List.of(
                TestRecords.pair("What is the weather like in this text?", passage, "Bright and cold."),
                TestRecords.pair("What is the weather like in this text?", passage, "The day has sun but no warmth."),
                Instruction.builder("Who strikes here?").input(passage).build(),
                Instruction.builder("Translate it to German.").input(passage).build(),
                Instruction.builder("Translate it to German!").input(passage).build());

        assertThat(TestRecords.decisions(records, Filters.nearDuplicates()))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void comparesEmptyRecordsAndGiants() {
        List<Instruction> records = List.of(
                Instruction.of(""),
                Instruction.of(" "),
                Instruction.of("?"),
                Instruction.of("word ".repeat(200_000)),
                Instruction.of("word ".repeat(150_000)),
                Instruction.of("last"));

        assertThat(TestRecords.decisions(records, Filters.nearDuplicates()))
                .containsExactly(true, false, true, true, false, true);
    }

    @Test
    void refusesThresholdsOutsideTheirRange() {
        assertThatThrownBy(() -> Filters.nearDuplicates().threshold(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> Filters.nearDuplicates().shingle(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void explainsItsBands() {
        assertThat(Filters.nearDuplicates().explain())
                .contains("16 bands of 4 rows")
                .contains("89.1% at 0.60");
    }

    @Test
    void findsThePairsOfThePracticeSet() {
        List<JsonNode> rows = TestRecords.rows("practice/near_dup_dev.jsonl");
        Map<String, Integer> clusterOf = new HashMap<>();
        List<Instruction> records = new ArrayList<>();
        for (JsonNode row : rows) {
            clusterOf.put(row.get("id").asText(), row.get("cluster").asInt());
            records.add(Instruction.builder(row.get("instruction").asText())
                    .id(row.get("id").asText())
                    .build());
        }
        Map<String, Outcome.Rejected> rejected = TestRecords.rejected(records, Filters.nearDuplicates());
        long right = rejected.entrySet().stream()
                .filter(entry -> clusterOf
                        .get(entry.getKey())
                        .equals(clusterOf.get(entry.getValue().detail().replaceFirst(".* to ", ""))))
                .count();
        double precision = right / (double) rejected.size();
        double recall = right / 107.0;
        assertThat(2 * precision * recall / (precision + recall)).isGreaterThan(0.98);

        Set<Integer> left = new HashSet<>();
        records.stream()
                .filter(record -> !rejected.containsKey(record.id()))
                .forEach(record -> left.add(clusterOf.get(record.id())));
        assertThat(left).hasSameSizeAs(new HashSet<>(clusterOf.values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh"})
    void leavesWhatPeopleWrote(String set) {
        assertThat(TestRecords.rejectedShare(TestRecords.human(set), Filters.nearDuplicates()))
                .isLessThan(0.03);
    }

    static Set<List<String>> shingles(String text, int width) {
        List<String> words = Arrays.asList(text.split(" "));
        Set<List<String>> shingles = new HashSet<>();
        int step = Math.min(width, words.size());
        for (int i = 0; i + step <= words.size(); i++) {
            shingles.add(words.subList(i, i + step));
        }
        return shingles;
    }

    static double jaccard(Set<List<String>> one, Set<List<String>> other) {
        long shared = one.stream().filter(other::contains).count();
        return shared / (double) (one.size() + other.size() - shared);
    }
}
