package io.augment.internal.prefer;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.generate.PairGenerator;
import io.augment.judge.Comparison;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.Preference;
import io.augment.judge.QualityJudge;
import io.augment.prefer.Candidate;
import io.augment.prefer.CandidateSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Judges the candidates of an instruction and pairs them. */
public final class PreferencePairs implements PairGenerator {
    private static final int LEAST = 2;

    private final CandidateSource source;
    private final @Nullable QualityJudge judge;
    private final @Nullable PairwiseJudge comparer;
    private final Pairer pairer;
    private final LongAdder comparisons = new LongAdder();
    private final LongAdder disagreements = new LongAdder();

    /**
     * Creates a generator.
     *
     * @param source where candidates come from
     * @param judge scores each by itself, or null
     * @param comparer compares every two, or null
     * @param pairer makes pairs of the scores
     */
    public PreferencePairs(
            CandidateSource source, @Nullable QualityJudge judge, @Nullable PairwiseJudge comparer, Pairer pairer) {
        this.source = source;
        this.judge = judge;
        this.comparer = comparer;
        this.pairer = pairer;
    }

    @Override
    public PairGenerator forRun() {
        return new PreferencePairs(source, judge, comparer, pairer);
    }

    /** Says how often the two orders of a comparison disagreed, which counts as a tie. */
    @Override
    public List<String> notices() {
        return disagreements.sum() == 0
                ? List.of()
                : List.of(
                        "In " + disagreements + " of " + comparisons
                                + " comparisons the judge preferred another answer when the two changed places; these count as ties.");
    }

    @Override
    public List<InstructionPair> generate(Instruction instruction, StageContext context) {
        Map<String, Candidate> different = new LinkedHashMap<>();
        for (Candidate candidate : source.candidates(instruction, context)) {
            if (!candidate.text().isBlank()) {
                different.putIfAbsent(candidate.text().strip(), candidate);
            }
        }
        Instruction asked = instruction.toBuilder().response(null).build();
        List<Judged> judged = comparer == null
                ? scored(asked, List.copyOf(different.values()), context)
                : compared(comparer, asked, List.copyOf(different.values()), context);
        if (judged.size() < LEAST) {
            throw context.rejected(
                    "too-few-candidates",
                    judged.size() + " of " + different.size() + " different candidates were judged");
        }
        List<InstructionPair> pairs = new ArrayList<>();
        for (Pairer.Group group : pairer.groups(judged)) {
            Instruction chosen = asked.toBuilder()
                    .response(group.chosen().text())
                    .rejectedResponses(group.rejected())
                    .build();
            pairs.add(new InstructionPair(
                    chosen, group.chosen().text(), group.chosen().verdict()));
        }
        if (pairs.isEmpty()) {
            throw context.rejected("below-margin", "the scores of " + judged.size() + " candidates are too close");
        }
        return pairs;
    }

    private List<Judged> scored(Instruction asked, List<Candidate> candidates, StageContext context) {
        List<Judged> judged = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Verdict verdict = candidate.verdict();
            if (verdict == null && judge != null) {
                verdict = judge.judge(InstructionPair.of(asked, candidate.text()), context);
            }
            Double score = verdict == null ? null : verdict.score();
            if (verdict == null || score == null) {
                String cause = verdict == null ? "there is no judge, and no score came along" : verdict.unscoredCause();
                context.reject(InstructionPair.of(asked, candidate.text()), "unjudged", cause);
            } else {
                judged.add(new Judged(candidate.text(), score, verdict));
            }
        }
        return judged;
    }

    private List<Judged> compared(
            PairwiseJudge comparer, Instruction asked, List<Candidate> candidates, StageContext context) {
        double[] points = new double[candidates.size()];
        int[] met = new int[candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                Comparison comparison = comparer.compare(
                        asked, candidates.get(i).text(), candidates.get(j).text(), context);
                Preference preference = comparison.preference();
                if (preference != null) {
                    comparisons.increment();
                    if (!comparison.isConsistent()) {
                        disagreements.increment();
                    }
                    met[i]++;
                    met[j]++;
                    points[i] += preference == Preference.FIRST ? 1 : preference == Preference.TIE ? 0.5 : 0;
                    points[j] += preference == Preference.SECOND ? 1 : preference == Preference.TIE ? 0.5 : 0;
                }
            }
        }
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            String text = candidates.get(i).text();
            if (met[i] == candidates.size() - 1) {
                double score = points[i] / met[i];
                judged.add(new Judged(text, score, Verdict.scored(score).build()));
            } else {
                // With a comparison missing, its share of wins is not that of the others.
                context.reject(InstructionPair.of(asked, text), "unjudged", "a comparison could not be read");
            }
        }
        return judged;
    }

    @Override
    public String name() {
        return "preferences";
    }
}
