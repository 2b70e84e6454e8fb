package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.Turn;
import io.augment.chat.EmbeddingModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts every filter to records that nobody should write, on a stream and in a pipeline. */
class HostileRecordsTest {
    private static final int MEGABYTE = 1 << 20;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "？",
            "字",
            "...",
            "\uD83D",
            "\uDC68 and \uD83D in pieces",
            "a\u200Bb\u200Dc\uFEFFd",
            "\u200B\u200C\u200D",
            "e\u0301\u0301\u0301 Z\u0351\u036B\u0343a\u0327l\u0300g\u0336o",
            "\u0301",
            "اكتب قصيدة عن البحر في الليل",
            "\u202Ereversed\u202C כתוב שיר על הים \u2067right to left\u2069",
            "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 family",
            "👨‍👩‍👧‍👦",
            "\u0000\u0001\u001B[31mred\u007F",
            "<p>&nbsp;&#x1F600;&amp;&bogus;</p><",
            "1,000,000.00.00,,..",
            "ﷺ ﬁ ² ㌀ Ⅷ İ ß");

    private static List<Example> records() {
        List<Example> records = new ArrayList<>();
        for (String text : TEXTS) {
            for (String other : List.of("", text, "Write about the sea.")) {
                String id = "r" + records.size();
                records.add(Instruction.builder(text).id(id).input(other).build());
                records.add(Instruction.builder("Say it: " + text)
                        .id(id + "-with")
                        .history(List.of(Turn.user(text), Turn.assistant(other)))
                        .response(other)
                        .build());
            }
        }
        return records;
    }

    private static List<Example> giants() {
        String words = TestRecords.words(new Random(81), 30_000, MEGABYTE / 7);
        List<Example> giants = new ArrayList<>();
        for (String giant : List.of(words, words + " more", "y".repeat(MEGABYTE / 8), "海".repeat(MEGABYTE / 8))) {
            giants.add(Instruction.builder("Repeat this.")
                    .id("giant" + giants.size())
                    .input(giant.substring(0, 1_000))
                    .response(giant)
                    .build());
        }
        return giants;
    }

    static Stream<String> filters() {
        return all().keySet().stream();
    }

    private static Map<String, Filter> all() {
        EmbeddingModel lengths = EmbeddingModel.named(
                "lengths",
                texts -> texts.stream()
                        .map(text -> new float[] {1, text.length(), text.hashCode() % 1_000})
                        .toList());
        Source references = Source.of(TEXTS.stream().map(Instruction::of).toList());
        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("exact", Filters.exactDuplicates().against(references));
        filters.put("near", Filters.nearDuplicates().against(references));
        filters.put("rouge", Filters.rougeLNovelty().against(references));
        filters.put("semantic", Filters.semanticDuplicates(lengths).against(references));
        filters.put("contamination", Filters.contamination(references));
        Rules.names().forEach(name -> filters.put(name, Rules.named(name)));
        filters.put("language", Rules.languages("en", "zh"));
        return filters;
    }

    @ParameterizedTest
    @MethodSource("filters")
    void givesEveryRecordAnOutcomeAndTheSameInAPipeline(String name) {
        List<Example> small = records();
        List<Example> records = Stream.concat(small.stream(), giants().stream()).toList();
        Filter filter = all().get(name);
        List<Outcome> outcomes = Filters.apply(records.stream(), filter).toList();

        assertThat(outcomes).hasSameSizeAs(records);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Rejected rejected) {
                assertThat(rejected.example())
                        .isNotNull()
                        .extracting(Example::id)
                        .isEqualTo(records.get(i).id());
                assertThat(rejected.reason()).matches("[a-z-]+");
            } else {
                assertThat(outcomes.get(i)).isInstanceOf(Outcome.Kept.class);
            }
        }
        List<Instruction> instructions =
                small.stream().map(record -> (Instruction) record).toList();
        try (Stream<Outcome> streamed =
                AugmentationPipeline.builder().filter(filter).build().stream(instructions.stream())) {
            assertThat(streamed.map(HostileRecordsTest::decision).toList())
                    .isEqualTo(outcomes.stream()
                            .limit(small.size())
                            .map(HostileRecordsTest::decision)
                            .toList());
        }
    }

    private static String decision(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected ? rejected.reason() + " " + rejected.detail() : "kept";
    }
}
