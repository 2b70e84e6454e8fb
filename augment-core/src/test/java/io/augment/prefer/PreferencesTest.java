package io.augment.prefer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.RejectedException;
import io.augment.ScriptedContext;
import io.augment.Verdict;
import io.augment.export.Export;
import io.augment.export.ExportFormats;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.Preference;
import io.augment.judge.QualityJudge;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
    private static final Instruction ASKED = Instruction.of("Name a river.");

    /** Scores a text by the number in it; "?" cannot be scored. */
    private static final QualityJudge BY_NUMBER =
            (pair, context) -> pair.response().contains("?")
                    ? Verdict.unscored("no number")
                    : Verdict.scored(Double.parseDouble(pair.response().replaceAll("[^0-9.]", "")))
                            .build();

    private static CandidateSource texts(String... texts) {
        return (instruction, context) ->
                List.of(texts).stream().map(text -> new Candidate(text, null)).toList();
    }

    private static List<InstructionPair> pairs(Preferences preferences, ScriptedContext context) {
        return preferences.build().generate(ASKED, context);
    }

    @Test
    void theBestIsPairedWithTheWorstAndTheUnscoredIsNeverRejected() {
        ScriptedContext context = ScriptedContext.replying(new String[0]);
        List<InstructionPair> pairs = pairs(
                Preferences.of(texts("is 0.5", "is 0.9", "is ?", "is 0.1", "is 0.9"))
                        .scoredBy(BY_NUMBER),
                context);
        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).response()).isEqualTo("is 0.9");
        assertThat(pairs.get(0).instruction().rejectedResponses()).containsExactly("is 0.1");
        assertThat(context.reasons()).containsExactly("unjudged");
        assertThat(context.rejections().get(0).text()).isEqualTo("is ?");
    }

    @Test
    void allAboveTheMarginArePaired() {
        List<InstructionPair> pairs = pairs(
                Preferences.of(texts("0.9", "0.8", "0.5", "0.1"))
                        .scoredBy(BY_NUMBER)
                        .pairing(Pairing.ALL_ABOVE_MARGIN)
                        .margin(0.3),
                ScriptedContext.replying(new String[0]));
        assertThat(pairs).extracting(InstructionPair::response).containsExactly("0.9", "0.8", "0.5");
        assertThat(pairs.get(0).instruction().rejectedResponses()).containsExactly("0.5", "0.1");
        assertThat(pairs.get(2).instruction().rejectedResponses()).containsExactly("0.1");
    }

    @Test
    void tiesAndLoneCandidatesMakeNoPair() {
        Preferences same = Preferences.of(texts("a 0.5", "b 0.5")).scoredBy(BY_NUMBER);
        assertThatThrownBy(() -> pairs(same, ScriptedContext.replying(new String[0])))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("below-margin"));
        Preferences lone = Preferences.of(texts("0.5", "?")).scoredBy(BY_NUMBER);
        assertThatThrownBy(() -> pairs(lone, ScriptedContext.replying(new String[0])))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too-few-candidates"));
        assertThatThrownBy(() -> Preferences.ofRows().margin(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsAreForEachByItself() {
        List<InstructionPair> pairs = pairs(
                Preferences.of(texts("0.9", "0.7", "0.45", "0.2"))
                        .scoredBy(BY_NUMBER)
                        .pairing(Pairing.LABELS),
                ScriptedContext.replying(new String[0]));
        assertThat(pairs).extracting(InstructionPair::response).containsExactly("0.9", "0.7");
        assertThat(pairs.get(0).instruction().rejectedResponses()).containsExactly("0.2");
        assertThat(pairs.get(1).instruction().rejectedResponses()).isEmpty();
    }

    @Test
    void comparisonsOrderCandidatesAsTheirTrueOrder() {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            List<String> texts = new ArrayList<>();
            int count = 2 + random.nextInt(4);
            while (texts.size() < count) {
                texts.add("0." + (100 + random.nextInt(900)));
            }
            PairwiseJudge judge =
                    PairwiseJudge.inBothOrders((asked, first, second, context) -> first.compareTo(second) > 0
                            ? Preference.FIRST
                            : first.equals(second) ? Preference.TIE : Preference.SECOND);
            List<String> sorted = texts.stream().distinct().sorted().toList();
            if (sorted.size() < 2) {
                continue;
            }
            InstructionPair pair = pairs(
                            Preferences.of(texts(texts.toArray(String[]::new))).comparedBy(judge),
                            ScriptedContext.replying(new String[0]))
                    .get(0);
            assertThat(pair.response()).isEqualTo(sorted.get(sorted.size() - 1));
            assertThat(pair.instruction().rejectedResponses()).containsExactly(sorted.get(0));
        }
    }

    @Test
    void rowsBringTheirCandidatesAlong(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("rows.jsonl"), """
                {"instruction": "One?", "candidates": ["a 0.2", "b 0.8"]}
                {"instruction": "Two?", "candidates": ["a", "b", "c"], "scores": [0.1, 0.9, 0.5]}
                {"instruction": "Three?", "output": ["a 0.9", "b 0.3"]}
                """);
        RunReport report = AugmentationPipeline.builder()
                .generate(Preferences.ofRows().scoredBy(BY_NUMBER).build())
                .build()
                .run(
                        Source.files(file),
                        Export.to(temp.resolve("out")).format(ExportFormats.named("alpaca-preference")),
                        RunDirectory.at(temp.resolve("run")));
        assertThat(report.kept()).as(report.rejected().toString()).isEqualTo(3);
        assertThat(Files.readString(temp.resolve("out/alpaca-preference.json")))
                .containsSubsequence("b 0.8", "a 0.2", "\"b\"", "\"a\"", "a 0.9", "b 0.3");
        assertThat(Map.of("kept", report.kept())).containsEntry("kept", 3L);
    }

    @Test
    void countsTheComparisonsInWhichTheOrdersDisagreeInEachRun(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("rows.jsonl"), """
                {"instruction": "One?", "candidates": ["a", "bb", "ccc"]}
                {"instruction": "Two?", "candidates": ["dd", "e"]}
                """);
        PairwiseJudge firstShownIfAWins = PairwiseJudge.inBothOrders((asked, first, second, context) ->
                first.equals("a") || second.equals("a") || first.length() > second.length()
                        ? Preference.FIRST
                        : Preference.SECOND);
        AugmentationPipeline pipeline = AugmentationPipeline.builder()
                .generate(Preferences.ofRows().comparedBy(firstShownIfAWins).build())
                .build();
        for (String run : List.of("run1", "run2")) {
            RunReport report = pipeline.run(Source.files(file), RunDirectory.at(temp.resolve(run)));
            assertThat(report.warnings()).singleElement().asString().contains("In 2 of 4 comparisons");
        }
    }
}
