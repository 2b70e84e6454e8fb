package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.AugmentException;
import io.augment.Example;
import io.augment.Instruction;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.Verdict;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
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
    void decidesAsTheFilterInMemory(Keep keep) throws IOException {
        Random random = new Random(12);
        for (int size : new int[] {0, 1, 60, 500, 1_800}) {
            List<Instruction> references = records(random, "seed", size / 30);
            List<Instruction> records = records(random, "r", size);
            // What is held in memory compares all with all while it has up to 512, and goes by bands from then on.
            NearDuplicates filter = Filters.nearDuplicates().against(Source.of(references));
            List<SourceRow> rows = new ArrayList<>();
            for (Instruction record : records) {
                boolean isJudged = record.response() != null && random.nextBoolean();
                Verdict verdict = Verdict.scored(random.nextInt(5) / 4.0).build();
                rows.add(new SourceRow.Seed(record, isJudged ? verdict : null));
            }
            List<Example> examples =
                    rows.stream().map(row -> ((SourceRow.Seed) row).example()).toList();
            Deduplication.Result expected =
                    Deduplication.with(filter).keep(keep).apply(examples);
            List<Outcome> outcomes = new ArrayList<>();
            List<DuplicateCluster> clusters = new ArrayList<>();
            DiskDeduplication.Counts counts =
                    filter.onDisk(scratch).keep(keep).run(rows(rows, rows), outcomes::add, clusters::add);

            assertThat(outcomes).isEqualTo(expected.outcomes());
            assertThat(clusters).isEqualTo(expected.clusters());
            int kept = expected.kept().size();
            assertThat(counts).isEqualTo(new DiskDeduplication.Counts(size, kept, size - kept, 0, clusters.size()));
        }
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    /** Makes chains of records each of which is some of an earlier one, some with inputs and responses. */
    private static List<Instruction> records(Random random, String name, int count) {
        List<Instruction> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instruction before = i == 0 ? Instruction.of("") : records.get(random.nextInt(i));
            String text = i == 0 || random.nextInt(3) == 0
                    ? TestRecords.words(random, 400, 5 + random.nextInt(40))
                    : changed(before.text(), random);
            Instruction.Builder record = Instruction.builder(text).id(name + i);
            if (random.nextInt(3) == 0) {
                record.input(random.nextBoolean() ? before.input() : TestRecords.words(random, 50, 4));
            }
            if (random.nextInt(3) == 0) {
                String response = before.response();
                record.response(
                        response != null && random.nextBoolean()
                                ? changed(response, random)
                                : TestRecords.words(random, 50, 3));
            }
            records.add(record.build());
        }
        return records;
    }

    private static String changed(String text, Random random) {
        String[] words = text.split(" ", -1);
        for (int i = random.nextInt(1 + words.length / 6); i > 0; i--) {
            words[random.nextInt(words.length)] = "x" + random.nextInt(9);
        }
        return String.join(" ", words);
    }

    @Test
    void decidesAsTheFilterAboutPracticeTexts() {
        List<Instruction> records = new ArrayList<>();
        TestRecords.rows("practice/near_dup_dev.jsonl")
                .forEach(row ->
                        records.add(Instruction.builder(row.get("instruction").asText())
                                .id(row.get("id").asText())
                                .build()));
        List<Outcome> outcomes = new ArrayList<>();
        Filters.nearDuplicates().onDisk(scratch).run(Source.of(records), outcomes::add);

        assertThat(outcomes)
                .isEqualTo(Deduplication.with(Filters.nearDuplicates())
                        .apply(records)
                        .outcomes());
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
                                near, "near-duplicates", "near-duplicate", "similarity 0.78 to seeds.jsonl:3", null));
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
}
