package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.EmbeddingModel;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import io.augment.filter.Deduplication;
import io.augment.filter.Filters;
import io.augment.run.Budget;
import io.augment.run.EmbeddingCache;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embeds in a pipeline, within ledger and budget. */
class EmbeddingRunTest {
    @TempDir
    private Path temp;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger texts = new AtomicInteger();

    /** Tells texts apart by their first word. */
    private final EmbeddingModel firstWords = new EmbeddingModel() {
        @Override
        public List<float[]> embed(List<String> given) {
            return embed(given, CallScope.ofTimeout(java.time.Duration.ofSeconds(1)))
                    .vectors();
        }

        @Override
        public EmbeddingReply embed(List<String> given, CallScope scope) {
            calls.incrementAndGet();
            texts.addAndGet(given.size());
            if (given.contains("bad text")) {
                throw new BadRequestException("This text is too long", 400, null, null);
            }
            return new EmbeddingReply(
                    given.stream().map(EmbeddingRunTest::vector).toList(), Usage.of(3L * given.size(), 0));
        }

        @Override
        public ModelInfo info() {
            return ModelInfo.builder("test/first-words")
                    .price(Price.perMillion("1000", "0"))
                    .build();
        }
    };

    private static float[] vector(String text) {
        int number = text.split(" ")[0].hashCode();
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(number * (i + 1.7));
        }
        return vector;
    }

    private static Source records(int count) {
        return Source.of(IntStream.range(0, count)
                .mapToObj(i -> Instruction.builder("word" + i % 10 + " number " + i)
                        .id("r" + i)
                        .build())
                .toList());
    }

    private StreamingPipeline pipeline() {
        return AugmentationPipeline.builder()
                .filter(Filters.semanticDuplicates(firstWords)
                        .against(Source.of(List.of(Instruction.of("word3 of the seeds"))))
                        .threshold(0.9999))
                .concurrency(8)
                .build();
    }

    @Test
    void paysOnceForEachTextAndReplaysTheRest() throws Exception {
        RunDirectory directory = RunDirectory.at(temp.resolve("run"));
        RunReport first = pipeline().run(records(40), directory);

        assertThat(first.kept()).isEqualTo(9);
        assertThat(first.rejected()).containsEntry("semantic-duplicate", 31L);
        assertThat(texts).hasValue(41);
        assertThat(first.costUsd()).isEqualByComparingTo("0.123");
        byte[] kept = Files.readAllBytes(directory.kept());

        RunReport again = pipeline().run(records(40), directory);
        assertThat(texts).hasValue(41);
        assertThat(again.kept()).isEqualTo(9);
        assertThat(Files.readAllBytes(directory.kept())).isEqualTo(kept);
    }

    @Test
    void decidesTheSameAsOutsideAPipeline() {
        List<Outcome> streamed;
        try (Stream<Outcome> outcomes = pipeline().stream(IntStream.range(0, 40)
                .mapToObj(i -> Instruction.builder("word" + i % 10 + " number " + i)
                        .id("r" + i)
                        .build()))) {
            streamed = outcomes.toList();
        }
        assertThat(streamed).filteredOn(Outcome.Kept.class::isInstance).hasSize(9);
        assertThat(streamed).hasSize(40);
    }

    @Test
    void failsTheOneRecordThatCannotBeEmbedded() {
        Source source = Source.of(List.of(
                Instruction.builder("one").id("a").build(),
                Instruction.builder("bad text").id("b").build(),
                Instruction.builder("two").id("c").build()));
        RunReport report = AugmentationPipeline.builder()
                .filter(Filters.semanticDuplicates(firstWords))
                .build()
                .run(source, RunDirectory.at(temp.resolve("run")));

        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.failed().values()).containsExactly(1L);
    }

    @Test
    void keepsWithinTheBudget() {
        RunReport report = AugmentationPipeline.builder()
                .filter(Filters.semanticDuplicates(firstWords))
                .budget(Budget.unlimited().requests(5))
                .concurrency(1)
                .build()
                .run(records(40), RunDirectory.at(temp.resolve("run")));

        assertThat(calls).hasValue(5);
        assertThat(report.kept()).isEqualTo(5);
        assertThat(report.notReached().values()).containsExactly(report.read() - 5);
    }

    @Test
    void remembersVectorsOutsideAPipelineToo() {
        RunDirectory directory = RunDirectory.at(temp.resolve("vectors"));
        List<Instruction> records = IntStream.range(0, 100)
                .mapToObj(i -> Instruction.of("word" + i % 30 + " number " + i % 50))
                .toList();
        int kept;
        try (EmbeddingCache cache = EmbeddingCache.open(firstWords, directory)) {
            kept = Deduplication.with(Filters.semanticDuplicates(cache).threshold(0.9999))
                    .apply(records)
                    .kept()
                    .size();
        }
        assertThat(kept).isEqualTo(30);
        assertThat(calls).hasValue(2);

        try (EmbeddingCache cache = EmbeddingCache.open(firstWords, directory)) {
            assertThat(Filters.kept(
                            records.stream(), Filters.semanticDuplicates(cache).threshold(0.9999)))
                    .hasSize(kept);
            assertThat(cache.embed(List.of("word1 number 1")).get(0)).containsExactly(vector("word1"));
        }
        assertThat(calls).hasValue(2);

        RunReport run = AugmentationPipeline.builder()
                .filter(Filters.semanticDuplicates(firstWords).threshold(0.9999))
                .reuse(directory)
                .build()
                .run(
                        Source.of(records.stream()
                                .map(record ->
                                        record.toBuilder().id(record.text()).build())
                                .distinct()
                                .toList()),
                        RunDirectory.at(temp.resolve("run")));
        assertThat(run.kept()).isEqualTo(30);
        assertThat(calls).hasValue(2);
    }
}
