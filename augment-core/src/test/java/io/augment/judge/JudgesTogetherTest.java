package io.augment.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.ScriptedContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.TokenLogprob;
import io.augment.chat.Usage;
import io.augment.generate.PairGenerator;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.refine.InstructionRefiner;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgesTogetherTest {
    private static final InstructionPair PAIR = InstructionPair.of(Instruction.of("Name a river."), "The Seine.");
    private static final Rubric STARS =
            Rubric.builder().dimension("stars", "How good?", 1, 5).build();

    private static String stars(Object number) {
        return "{\"reason\": \"So.\", \"scores\": {\"stars\": " + number + "}}";
    }

    @Test
    void votesAreCombinedWithTheirSpread() {
        ScriptedContext mean = ScriptedContext.replying(stars(5), stars(3), stars(3));
        Verdict verdict = QualityJudge.rubricBuilder(mean.model())
                .rubric(STARS)
                .votes(3, VoteRule.MEAN)
                .build()
                .judge(PAIR, mean);
        assertThat(verdict.score()).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-12));
        assertThat(verdict.spread()).isCloseTo(Math.sqrt(0.5 / 9), within(1e-3));
        assertThat(mean.requests().get(0).temperature()).isEqualTo(0.7);

        ScriptedContext majority = ScriptedContext.replying(stars(5), stars(3), stars(3));
        assertThat(QualityJudge.rubricBuilder(majority.model())
                        .rubric(STARS)
                        .votes(3, VoteRule.MAJORITY)
                        .build()
                        .judge(PAIR, majority)
                        .score())
                .isEqualTo(0.5);
    }

    @Test
    void votesThatCannotBeReadAreLeftOutUntilTheyAreTheHalf() {
        ScriptedContext one = ScriptedContext.replying(stars(5), "?", "?", stars(5));
        assertThat(QualityJudge.rubricBuilder(one.model())
                        .rubric(STARS)
                        .votes(3, VoteRule.MEAN)
                        .build()
                        .judge(PAIR, one)
                        .score())
                .isEqualTo(1.0);
        ScriptedContext two = ScriptedContext.replying(stars(5), "?", "?", "?", "?");
        assertThat(QualityJudge.rubricBuilder(two.model())
                        .rubric(STARS)
                        .votes(3, VoteRule.MEAN)
                        .build()
                        .judge(PAIR, two)
                        .isScored())
                .isFalse();
    }

    @Test
    void tokenProbabilitiesGiveTheExpectedScore() {
        List<TokenLogprob> tokens = new ArrayList<>();
        for (String token : List.of("{\"reason\": \"So.\", ", "\"scores\": {\"", "stars", "\": ", "4", "}}")) {
            List<TokenLogprob> top = token.equals("4")
                    ? List.of(
                            new TokenLogprob("4", Math.log(0.5), List.of()),
                            new TokenLogprob("5", Math.log(0.3), List.of()),
                            new TokenLogprob("9", Math.log(0.1), List.of()),
                            new TokenLogprob(" the", Math.log(0.1), List.of()))
                    : List.of();
            tokens.add(new TokenLogprob(token, Math.log(0.5), top));
        }
        ScriptedContext context = ScriptedContext.replying(
                ChatResponse.builder(stars(4)).logprobs(tokens).build());
        QualityJudge judge = QualityJudge.rubricBuilder(context.model())
                .rubric(STARS)
                .tokenProbabilities()
                .build();
        double expected = (4 * 0.5 + 5 * 0.3) / 0.8;
        assertThat(judge.judge(PAIR, context).score()).isCloseTo((expected - 1) / 4, within(1e-12));
        assertThat(context.requests().get(0).topLogprobs()).isEqualTo(10);

        ScriptedContext without = ScriptedContext.replying(stars(4));
        assertThat(judge.judge(PAIR, without).score()).isEqualTo(0.75);
    }

    @Test
    void eachDimensionMayHaveItsOwnCallAndProseIsReadThen() {
        Rubric two = Rubric.builder()
                .dimension("accuracy", "Right?", 0, 5)
                .dimension("style", "Well said?", 0, 5)
                .build();
        ScriptedContext context = ScriptedContext.replying(
                "{\"reason\": \"Right.\", \"scores\": {\"accuracy\": 5}}", "A little dry. Rating: 2 out of 5");
        Verdict verdict = QualityJudge.rubricBuilder(context.model())
                .rubric(two)
                .oneCallPerDimension()
                .build()
                .judge(PAIR, context);
        assertThat(verdict.dimensions()).containsEntry("accuracy", 1.0).containsEntry("style", 0.4);
        assertThat(verdict.score()).isCloseTo(0.7, within(1e-12));
        assertThat(context.requests()).hasSize(2);
    }

    @Test
    void aReferenceAnswerIsShown() {
        Instruction asked =
                Instruction.builder("Name a river.").response("The Loire.").build();
        ScriptedContext context = ScriptedContext.replying(stars(4));
        QualityJudge.rubricBuilder(context.model())
                .rubric(STARS)
                .build()
                .judge(InstructionPair.of(asked, "The Seine."), context);
        assertThat(context.prompt()).contains("A reference answer to compare with", "\nThe Loire.\n");
        ScriptedContext same = ScriptedContext.replying(stars(4));
        QualityJudge.rubricBuilder(same.model())
                .rubric(STARS)
                .build()
                .judge(InstructionPair.of(asked, "The Loire."), same);
        assertThat(same.prompt()).doesNotContain("reference answer");
    }

    @Test
    void rubricsComeFromPresetsAndFiles(@TempDir Path temp) throws IOException {
        for (String language : List.of("en", "zh")) {
            assertThat(Rubric.ultraFeedback(language).dimensions()).hasSize(4);
            assertThat(Rubric.alpaGasusAccuracy(language).dimensions().get(0).max())
                    .isEqualTo(5);
            assertThat(Rubric.alpaGasusHelpfulness(language).dimensions()).hasSize(1);
            assertThat(Rubric.factualCorrectness(language).dimensions()).hasSize(1);
        }
        Path file = Files.writeString(temp.resolve("rubric.json"), """
                {"dimensions": [{"name": "policy", "description": "Keeps to the policy?", "min": 0, "max": 2, "weight": 3,
                 "anchors": {"0": "breaks it", "2": "keeps it"}}]}
                """);
        ScriptedContext context = ScriptedContext.replying("{\"reason\": \"So.\", \"scores\": {\"policy\": 1}}");
        Verdict verdict = QualityJudge.rubricBuilder(context.model())
                .rubric(Rubric.read(file))
                .build()
                .judge(PAIR, context);
        assertThat(verdict.score()).isEqualTo(0.5);
        assertThat(context.prompt()).contains("- policy (0-2): Keeps to the policy? (0: breaks it; 2: keeps it)");
        Files.writeString(file, "{\"dimensions\": [{\"name\": \"policy\"}]}");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Rubric.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rubric.json")
                .hasMessageContaining("description");
    }

    @Test
    void bothOrdersAreAskedAndDisagreementIsATie() {
        ScriptedContext context =
                ScriptedContext.replying("{\"reason\": \"x\", \"winner\": \"A\"}", "Therefore, Response A is better.");
        Comparison comparison = PairwiseJudge.using(context.model())
                .compare(Instruction.of("Name a river."), "Seine", "Loire", context);
        assertThat(comparison).isEqualTo(new Comparison(Preference.FIRST, Preference.SECOND));
        assertThat(comparison.preference()).isEqualTo(Preference.TIE);
        assertThat(comparison.isConsistent()).isFalse();
        assertThat(comparison.verdict().score()).isEqualTo(0.5);
        assertThat(context.requests().get(0).lastUserText()).containsSubsequence("\nSeine\n", "\nLoire\n");
        assertThat(context.requests().get(1).lastUserText()).containsSubsequence("\nLoire\n", "\nSeine\n");

        ScriptedContext unread = ScriptedContext.replying("Hm.", "Hm.", "{\"winner\": \"B\"}");
        Comparison half =
                PairwiseJudge.using(unread.model()).compare(Instruction.of("Name a river."), "Seine", "Loire", unread);
        assertThat(half.preference()).isNull();
        assertThat(half.verdict().isScored()).isFalse();
    }

    @Test
    void aRefinementThatIsNoBetterIsNotKept() {
        InstructionRefiner longer = (instruction, context) -> instruction.withText(instruction.text() + " more");
        PairwiseJudge upToThree = PairwiseJudge.inBothOrders((asked, first, second, context) -> {
            int one = Math.min(3, first.split(" ").length);
            int other = Math.min(3, second.split(" ").length);
            return one > other ? Preference.FIRST : one < other ? Preference.SECOND : Preference.TIE;
        });
        ScriptedContext context = ScriptedContext.replying(new String[0]);
        Instruction kept = RefinementCheck.of(longer).by(upToThree).rounds(9).refine(Instruction.of("Rivers"), context);
        assertThat(kept.text()).isEqualTo("Rivers more more");
        assertThat(context.reasons()).containsExactly("no-better");
        PairwiseJudge alwaysFirst = PairwiseJudge.inBothOrders((asked, first, second, c) -> Preference.FIRST);
        ScriptedContext biased = ScriptedContext.replying(new String[0]);
        assertThat(RefinementCheck.of(longer)
                        .by(alwaysFirst)
                        .refine(Instruction.of("Rivers"), biased)
                        .text())
                .isEqualTo("Rivers");
        assertThat(biased.rejections().get(0).detail()).isEqualTo("the two orders disagree");
    }

    private static ChatModel priced(String name, String perMillion) {
        ModelInfo info = ModelInfo.builder(name)
                .price(Price.perMillion(perMillion, perMillion))
                .build();
        return new ChatModel() {
            @Override
            public ChatResponse chat(ChatRequest request) {
                return ChatResponse.builder("ok").usage(Usage.of(90, 10)).build();
            }

            @Override
            public ModelInfo info() {
                return info;
            }
        };
    }

    private static QualityJudge asking(ChatModel model, QualityJudge judge) {
        return (pair, context) -> {
            context.chat(model, ChatRequest.of("Judge: " + pair.response()));
            return judge.judge(pair, context);
        };
    }

    private static RunReport run(QualityJudge judge, Path directory) {
        List<Instruction> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(Instruction.builder("Question " + i)
                    .response(String.valueOf(i))
                    .build());
        }
        return AugmentationPipeline.builder()
                .generate(PairGenerator.existing())
                .judge(judge, Threshold.atLeast(0.5))
                .build()
                .run(Source.of(rows), RunDirectory.at(directory));
    }

    private static Verdict scored(InstructionPair pair, int modulo) {
        int number = Integer.parseInt(pair.response());
        return Verdict.scored(number % modulo / (double) (modulo - 1)).build();
    }

    @Test
    void aCascadeTellsWhatItSaved(@TempDir Path temp) {
        QualityJudge cheap = asking(priced("small", "1"), (pair, context) -> scored(pair, 5));
        QualityJudge dear = asking(priced("large", "100"), (pair, context) -> scored(pair, 5));
        JudgeCascade cascade = JudgeCascade.of(cheap, dear).clear(0.25, 0.75).audit(0.2);
        RunReport report = run(cascade, temp.resolve("run"));

        CascadeSummary summary = cascade.summary();
        assertThat(summary.judged()).isEqualTo(200);
        assertThat(summary.decidedCheaply()).as("all but every fifth").isEqualTo(160);
        assertThat(summary.audited()).isBetween(15L, 50L);
        assertThat(Objects.requireNonNull(summary.agreement()).value()).isEqualTo(1);
        long dearCalls = 40 + summary.audited();
        assertThat(summary.costUsd())
                .isEqualByComparingTo(new BigDecimal("0.0001")
                        .multiply(BigDecimal.valueOf(200))
                        .add(new BigDecimal("0.01").multiply(BigDecimal.valueOf(dearCalls))));
        assertThat(summary.savedUsd())
                .isEqualByComparingTo(new BigDecimal("0.01")
                        .multiply(BigDecimal.valueOf(200 - dearCalls))
                        .subtract(new BigDecimal("0.02")));
        assertThat(report.warnings()).anyMatch(line -> line.contains("The cheap judge decided 160 of 200 pairs (80%)"));
        assertThat(report.costUsd()).isEqualByComparingTo(summary.costUsd());
    }

    @Test
    void aSecondJudgeThatDriftsIsReported(@TempDir Path temp) {
        QualityJudge first = (pair, context) -> scored(pair, 2);
        QualityJudge other = (pair, context) -> Verdict.scored(0).build();
        RunReport drifted = run(Recheck.of(first, other, 0.5, Threshold.atLeast(0.5)), temp.resolve("a"));
        assertThat(drifted.warnings()).singleElement().asString().contains("second judge agrees with the first");
        assertThat(run(Recheck.of(first, first, 0.5, Threshold.atLeast(0.5)), temp.resolve("b"))
                        .warnings())
                .isEmpty();
    }
}
