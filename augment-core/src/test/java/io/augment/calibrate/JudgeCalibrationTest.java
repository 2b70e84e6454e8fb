package io.augment.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.Verdict;
import io.augment.judge.Interval;
import io.augment.judge.OrderedJudge;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.Preference;
import io.augment.judge.QualityJudge;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges with a known bias: what was put in comes out, within the interval that is given. */
class JudgeCalibrationTest {
    private static final int ROWS = 300;

    @TempDir
    private Path temp;

    private final Map<String, String> better = new HashMap<>();

    /** Pairs in which people prefer the first and the second, the longer and the shorter, equally often. */
    private GoldSet pairs() {
        Random random = new Random(11);
        List<GoldSet.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Instruction asked = Instruction.of("Question " + i);
            String shorter = "Answer " + i;
            String longer = "Answer " + i + " at more length than the other one";
            boolean longerFirst = random.nextBoolean();
            boolean longerBetter = random.nextBoolean();
            better.put(asked.text(), longerBetter ? longer : shorter);
            pairs.add(new GoldSet.Pair(
                    asked,
                    longerFirst ? longer : shorter,
                    longerFirst ? shorter : longer,
                    longerFirst == longerBetter ? Preference.FIRST : Preference.SECOND));
        }
        return GoldSet.ofPairs(pairs);
    }

    private Calibration measure(GoldSet gold, OrderedJudge judge) {
        return JudgeCalibration.against(gold)
                .measure(PairwiseJudge.inBothOrders(judge), RunDirectory.at(temp.resolve("run")));
    }

    private Preference right(Instruction asked, String first) {
        return Objects.equals(better.get(asked.text()), first) ? Preference.FIRST : Preference.SECOND;
    }

    @Test
    void alwaysFirst() {
        Calibration result = measure(pairs(), (asked, first, second, context) -> Preference.FIRST);
        assertThat(figure(result.positionBias()))
                .satisfies(bias -> assertThat(bias.contains(1)).isTrue());
        assertThat(figure(result.orderConsistency()).contains(0)).isTrue();
        assertThat(result.ties()).as("both orders removed the bias").isEqualTo(ROWS);
        assertThat(figure(result.singleOrderAgreement()).contains(0.5)).isTrue();
    }

    @Test
    void longerWins() {
        Calibration result = measure(
                pairs(),
                (asked, first, second, context) ->
                        first.length() > second.length() ? Preference.FIRST : Preference.SECOND);
        assertThat(figure(result.longerPreferred()).contains(1)).isTrue();
        assertThat(result.lengthBias().contains(0.5)).isTrue();
        assertThat(result.lengthBias().low()).isGreaterThan(0.4);
        assertThat(figure(result.positionBias()).contains(0.5)).isTrue();
        assertThat(figure(result.orderConsistency()).contains(1)).isTrue();
        assertThat(result.agreement().contains(0.5)).isTrue();
        assertThat(result.kappa().contains(0)).isTrue();
    }

    @Test
    void random() {
        Calibration result = measure(
                pairs(),
                (asked, first, second, context) ->
                        context.random().nextBoolean() ? Preference.FIRST : Preference.SECOND);
        assertThat(figure(result.positionBias()).contains(0.5)).isTrue();
        assertThat(figure(result.singleOrderAgreement()).contains(0.5)).isTrue();
        assertThat(figure(result.orderConsistency()).contains(0.5)).isTrue();
        assertThat(result.lengthBias().contains(0)).isTrue();
    }

    @Test
    void rightInFourOfFive() {
        Calibration result = measure(pairs(), (asked, first, second, context) -> {
            Preference right = right(asked, first);
            return context.random().nextDouble() < 0.8 ? right : right.swapped();
        });
        assertThat(figure(result.singleOrderAgreement()).contains(0.8)).isTrue();
        assertThat(figure(result.positionBias()).contains(0.5)).isTrue();
        assertThat(result.agreement().contains(0.64)).isTrue();
    }

    @Test
    void firstInSevenOfTenElseRight() {
        Calibration result = measure(
                pairs(),
                (asked, first, second, context) ->
                        context.random().nextDouble() < 0.7 ? Preference.FIRST : right(asked, first));
        assertThat(figure(result.positionBias()).contains(0.85)).isTrue();
        assertThat(figure(result.positionBias()).contains(0.5)).isFalse();
    }

    @Test
    void scoresGiveAThresholdOfTheWantedPrecision() throws IOException {
        Random random = new Random(3);
        List<GoldSet.Scored> rows = new ArrayList<>();
        Map<String, Double> scores = new HashMap<>();
        for (int i = 0; i < ROWS; i++) {
            double score = i % 2;
            String response = "Answer " + i + " ".repeat(random.nextInt(60)) + ".";
            scores.put(response, Math.max(0, Math.min(1, 0.3 + 0.4 * score + random.nextGaussian() * 0.15)));
            rows.add(new GoldSet.Scored(Instruction.of("Question " + i), response, score));
        }
        QualityJudge judge = (pair, context) -> pair.response().startsWith("Answer 7 ")
                ? Verdict.unscored("no score")
                : Verdict.scored(Objects.requireNonNull(scores.get(pair.response())))
                        .build();
        RunDirectory directory = RunDirectory.at(temp.resolve("scores"));
        Calibration result = JudgeCalibration.against(GoldSet.ofScores(rows))
                .wantedPrecision(0.95)
                .measure(judge, directory);

        Calibration.ChosenThreshold threshold = Objects.requireNonNull(result.threshold());
        assertThat(threshold.precision().value()).isGreaterThanOrEqualTo(0.95);
        assertThat(threshold.recall().value()).isBetween(0.5, 1.0);
        assertThat(threshold.minimum()).isBetween(0.4, 0.7);
        assertThat(result.unscored()).isEqualTo(1);
        assertThat(figure(result.rankCorrelation()).value()).isGreaterThan(0.7);
        assertThat(result.lengthBias().contains(0)).isTrue();
        assertThat(Files.readString(directory.report()))
                .contains("The judge against people", "Precision at the chosen threshold", "chosen threshold 0.");
    }

    @Test
    void aGoldFileIsRead() throws IOException {
        Path file = Files.writeString(temp.resolve("gold.jsonl"), """
                {"instruction": "A?", "output_1": "x", "output_2": "y", "label": 2}
                {"instruction": "B?", "chosen": "x", "rejected": "y"}
                {"instruction": "C?", "output": "z", "score": 0.25}
                {"instruction": "D?", "output": "z", "label": "good"}
                {"instruction": "E?", "output": "z"}
                """);
        GoldSet gold = GoldSet.of(Source.files(file));
        assertThat(gold.pairs())
                .extracting(GoldSet.Pair::preferred)
                .containsExactly(Preference.SECOND, Preference.SECOND);
        assertThat(gold.pairs().get(1).second()).isEqualTo("x");
        assertThat(gold.scored()).extracting(GoldSet.Scored::score).containsExactly(0.25, 1.0);
        assertThatThrownBy(() -> JudgeCalibration.against(GoldSet.ofScores(gold.scored()))
                        .measure(
                                PairwiseJudge.inBothOrders((asked, first, second, context) -> null),
                                RunDirectory.at(temp.resolve("none"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no pairs");
    }

    @Test
    void wilsonIntervalsAreThoseOfTheBooks() {
        Interval interval = Interval.ofShare(8, 10);
        assertThat(interval.low()).isBetween(0.4901, 0.4903);
        assertThat(interval.high()).isBetween(0.9432, 0.9434);
        assertThat(Interval.ofShare(0, 0).contains(0.5)).isTrue();
    }

    private static Interval figure(@org.jspecify.annotations.Nullable Interval figure) {
        return Objects.requireNonNull(figure);
    }

    @Test
    void saysWhichGoldRowsHoldNoJudgmentAndRefusesScoresOffTheScale(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("gold.jsonl"), """
                {"instruction": "Add 2 and 3.", "response": "5", "score": 4}
                {"instruction": "Add 2 and 4.", "response": "7", "score": 1}
                {"instruction": "Add 2 and 5.", "response": "7"}
                {"instruction": "Add 2 and 6.", "output_1": "8", "output_2": "9", "label": "neither"}
                broken
                """);
        GoldSet gold = GoldSet.of(Source.files(file), 1, 5);
        assertThat(gold.scored()).extracting(GoldSet.Scored::score).containsExactly(0.75, 0.0);
        assertThat(gold.leftOut())
                .hasSize(3)
                .anySatisfy(row -> assertThat(row).contains("gold.jsonl:3").contains("no score or label"))
                .anySatisfy(row -> assertThat(row).contains("gold.jsonl:4").contains("not 1, 2 or tie"))
                .anySatisfy(row -> assertThat(row).contains("gold.jsonl:5"));
        assertThatThrownBy(() -> GoldSet.of(Source.files(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gold.jsonl:1")
                .hasMessageContaining("not on the scale from 0.0 to 1.0");
    }
}
