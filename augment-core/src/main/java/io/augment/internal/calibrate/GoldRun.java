package io.augment.internal.calibrate;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.calibrate.GoldSet;
import io.augment.generate.PairGenerator;
import io.augment.judge.Comparison;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a judge work on a gold set in a run of its own. */
public final class GoldRun {
    private GoldRun() {}

    /** A person's score and the judge's verdict. */
    public record Score(GoldSet.Scored gold, Verdict verdict) {}

    /** A person's preference and the judge's comparison. */
    public record Compared(GoldSet.Pair gold, Comparison comparison) {}

    /** Scores the single answers; those that the run did not reach are left out. */
    public static List<Score> scores(
            GoldSet gold, QualityJudge judge, RunDirectory directory, long seed, Budget budget) {
        Map<Integer, Verdict> verdicts = new ConcurrentHashMap<>();
        run(
                gold.scored().stream().map(GoldSet.Scored::instruction).toList(),
                directory,
                seed,
                budget,
                (row, context) -> {
                    GoldSet.Scored scored = gold.scored().get(number(row));
                    verdicts.put(
                            number(row),
                            judge.judge(InstructionPair.of(scored.instruction(), scored.response()), context));
                    return List.of(InstructionPair.of(row, scored.response()));
                });
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < gold.scored().size(); i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict != null) {
                scores.add(new Score(gold.scored().get(i), verdict));
            }
        }
        return scores;
    }

    /** Compares the pairs; those that the run did not reach are left out. */
    public static List<Compared> comparisons(
            GoldSet gold, PairwiseJudge judge, RunDirectory directory, long seed, Budget budget) {
        Map<Integer, Comparison> comparisons = new ConcurrentHashMap<>();
        run(gold.pairs().stream().map(GoldSet.Pair::instruction).toList(), directory, seed, budget, (row, context) -> {
            GoldSet.Pair pair = gold.pairs().get(number(row));
            comparisons.put(number(row), judge.compare(pair.instruction(), pair.first(), pair.second(), context));
            return List.of(InstructionPair.of(row, pair.first()));
        });
        List<Compared> compared = new ArrayList<>();
        for (int i = 0; i < gold.pairs().size(); i++) {
            Comparison comparison = comparisons.get(i);
            if (comparison != null) {
                compared.add(new Compared(gold.pairs().get(i), comparison));
            }
        }
        return compared;
    }

    private static void run(
            List<Instruction> rows, RunDirectory directory, long seed, Budget budget, PairGenerator judging) {
        List<Instruction> numbered = new ArrayList<>();
        for (Instruction row : rows) {
            numbered.add(row.toBuilder().id("gold-" + numbered.size()).build());
        }
        AugmentationPipeline.builder()
                .generate(judging)
                .seed(seed)
                .budget(budget)
                .build()
                .run(Source.of(numbered), directory);
    }

    private static int number(Instruction row) {
        return Integer.parseInt(row.id().substring("gold-".length()));
    }
}
