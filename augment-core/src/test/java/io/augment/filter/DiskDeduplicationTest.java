package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiskDeduplicationTest {
    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource(Keep.class)
    void keepsOneOfEachConnectedComponent(Keep keep) throws IOException {
        Random random = new Random(12);
        for (int round = 0; round < 10; round++) {
            List<Instruction> records = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                boolean isNew = i == 0 || random.nextInt(3) == 0;
                // Similar enough to be found for certain: one word in twenty is another.
                String text = isNew
                        ? TestRecords.words(random, 10_000, 20 + random.nextInt(60))
                        : records.get(random.nextInt(i)).text().replaceFirst("w[0-9]+", "x" + random.nextInt(9));
                records.add(Instruction.builder(text).id("r" + i).build());
            }
            int[] component = components(records);
            Map<Integer, Integer> chosen = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                String text = records.get(i).text();
                Integer before = chosen.get(component[i]);
                boolean better = before != null
                        && keep == Keep.LONGEST
                        && text.length() > records.get(before).text().length();
                if (before == null || better) {
                    chosen.put(component[i], i);
                }
            }
            List<Outcome> outcomes = new ArrayList<>();
            DiskDeduplication.Counts counts =
                    Filters.nearDuplicates().onDisk(scratch).keep(keep).run(Source.of(records), outcomes::add);

            for (int i = 0; i < records.size(); i++) {
                int stays = chosen.get(component[i]);
                assertThat(outcomes.get(i))
                        .isEqualTo(
                                stays == i
                                        ? new Outcome.Kept(records.get(i))
                                        : new Outcome.Rejected(
                                                records.get(i),
                                                "near-duplicates",
                                                "near-duplicate",
                                                "in one cluster with r" + stays,
                                                null));
            }
            assertThat(counts.kept()).isEqualTo(chosen.size());
            assertThat(counts.read()).isEqualTo(60).isEqualTo(counts.kept() + counts.duplicates());
        }
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void findsWhatTheFilterFinds() {
        List<Instruction> records = new ArrayList<>();
        TestRecords.rows("practice/near_dup_dev.jsonl")
                .forEach(row ->
                        records.add(Instruction.builder(row.get("instruction").asText())
                                .id(row.get("id").asText())
                                .build()));
        List<String> rejected = new ArrayList<>();
        Filters.nearDuplicates().onDisk(scratch).run(Source.of(records), outcome -> {
            if (outcome instanceof Outcome.Rejected one && one.example() != null) {
                rejected.add(one.example().id());
            }
        });

        List<String> expected = List.copyOf(
                TestRecords.rejected(records, Filters.nearDuplicates()).keySet());
        assertThat(rejected).hasSizeGreaterThan((int) (0.97 * expected.size()));
    }

    @Test
    void joinsManyCopiesAndGiants() {
        List<Instruction> records = new ArrayList<>();
        Random random = new Random(13);
        String copied = TestRecords.words(random, 1_000, 30);
        String giant = TestRecords.words(random, 1_000, 50_000);
        for (int i = 0; i < 20_000; i++) {
            records.add(Instruction.builder(copied).id("copy-" + i).build());
        }
        records.add(Instruction.builder(giant).id("giant").build());
        records.add(Instruction.builder(giant + " more").id("giant-2").build());
        records.add(Instruction.builder("").id("empty").build());

        DiskDeduplication.Counts counts =
                Filters.nearDuplicates().onDisk(scratch).run(Source.of(records), outcome -> {});

        assertThat(counts).isEqualTo(new DiskDeduplication.Counts(20_003, 3, 20_000, 0, 2));
    }

    @Test
    void keepsReferencesAndReportsWhatItCannotRead() {
        Instruction seed = Instruction.builder("Write a short poem about the sea at night")
                .origin(new Origin("seeds.jsonl", 3))
                .build();
        Instruction near = Instruction.of("Write a short poem about the sea at dawn");
        SourceRow.Malformed malformed =
                new SourceRow.Malformed(new Origin("new.jsonl", 1), "malformed-json", "?", null);
        Source rows = rows(List.of(malformed, new SourceRow.Seed(near)), List.of(malformed, new SourceRow.Seed(near)));
        List<Outcome> outcomes = new ArrayList<>();

        DiskDeduplication.Counts counts = Filters.nearDuplicates()
                .against(Source.of(List.of(seed, seed)))
                .onDisk(scratch)
                .keep(Keep.LONGEST)
                .run(rows, outcomes::add);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Rejected(null, "read", "malformed-json", "?", new Origin("new.jsonl", 1)),
                        new Outcome.Rejected(
                                near, "near-duplicates", "near-duplicate", "in one cluster with seeds.jsonl:3", null));
        assertThat(counts).isEqualTo(new DiskDeduplication.Counts(2, 0, 1, 1, 1));
    }

    @Test
    void refusesASourceThatChanges() {
        Source changing = rows(
                List.of(new SourceRow.Seed(Instruction.of("one"))),
                List.of(new SourceRow.Seed(Instruction.of("one")), new SourceRow.Seed(Instruction.of("two"))));

        assertThatThrownBy(() -> Filters.nearDuplicates().onDisk(scratch).run(changing, outcome -> {}))
                .isInstanceOf(AugmentException.class)
                .hasMessageContaining("second time");
    }

    private static Source rows(List<SourceRow> first, List<SourceRow> second) {
        Deque<List<SourceRow>> readings = new ArrayDeque<>(List.of(first, second));
        return new Source() {
            @Override
            public String name() {
                return "rows";
            }

            @Override
            public SourceReader open() {
                Deque<SourceRow> rows = new ArrayDeque<>(readings.removeFirst());
                return new SourceReader() {
                    @Override
                    public @Nullable SourceRow next() {
                        return rows.poll();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    private static int[] components(List<Instruction> records) {
        List<Set<List<String>>> shingles = records.stream()
                .map(record -> NearDuplicatesTest.shingles(record.text(), 2))
                .toList();
        int[] component = new int[records.size()];
        Arrays.setAll(component, i -> i);
        for (int i = 0; i < component.length; i++) {
            for (int k = 0; k < i; k++) {
                if (component[i] != component[k]
                        && NearDuplicatesTest.jaccard(shingles.get(i), shingles.get(k)) >= 0.6) {
                    int from = component[i];
                    int to = component[k];
                    Arrays.setAll(component, x -> component[x] == from ? to : component[x]);
                }
            }
        }
        return component;
    }
}
