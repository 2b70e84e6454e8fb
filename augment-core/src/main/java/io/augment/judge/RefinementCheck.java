package io.augment.judge;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.judge.ModelComparer;
import io.augment.refine.InstructionRefiner;
import java.util.Objects;

/**
 * Refines instructions and keeps only what a judge finds better than before: in detail, clarity and truthfulness to the
 * intent, in both orders.
 *
 * <p>Refinement is repeated as long as it helps; the first text that is no better ends it, and the one before it is kept. A
 * text that lost, tied, or could not be judged is recorded as dropped with the reason {@code no-better}. Safe for use by many
 * threads.
 *
 * <pre>{@code
 * InstructionRefiner refiner = RefinementCheck.of(InstructionRefiner.using(teacher))
 *     .by(RefinementCheck.judge(teacher))
 *     .rounds(3);
 * }</pre>
 */
public final class RefinementCheck implements InstructionRefiner {
    private final InstructionRefiner refiner;
    private final PairwiseJudge judge;
    private final int rounds;

    private RefinementCheck(InstructionRefiner refiner, PairwiseJudge judge, int rounds) {
        this.refiner = Objects.requireNonNull(refiner, "refiner");
        this.judge = Objects.requireNonNull(judge, "judge");
        this.rounds = rounds;
    }

    /** Says whose refinements are checked; who checks is said next. */
    public static Checked of(InstructionRefiner refiner) {
        return judge -> new RefinementCheck(refiner, judge, 1);
    }

    /** Takes the judge. */
    @FunctionalInterface
    public interface Checked {
        /** Says who compares the texts, such as {@link RefinementCheck#judge}. */
        RefinementCheck by(PairwiseJudge judge);
    }

    /** Returns a judge of two wordings of an instruction that asks a model, in both orders. */
    public static PairwiseJudge judge(ChatModel model) {
        return PairwiseJudge.inBothOrders(new ModelComparer(
                new Teacher(model, PromptLibrary.standard(), Sampling.ofTemperature(0)), "compare-instructions"));
    }

    /**
     * Returns a check that refines up to so many times, each time what was kept; once unless told.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public RefinementCheck rounds(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("At least 1 round is needed, but was " + number);
        }
        return new RefinementCheck(refiner, judge, number);
    }

    @Override
    public Instruction refine(Instruction instruction, StageContext context) {
        Instruction best = instruction;
        for (int round = 0; round < rounds; round++) {
            Instruction refined = refiner.refine(best, context);
            if (refined.text().equals(best.text())) {
                return refined.equals(best) ? best : refined;
            }
            Comparison comparison = judge.compare(instruction, best.text(), refined.text(), context);
            if (comparison.preference() != Preference.SECOND) {
                context.reject(refined, "no-better", detail(comparison));
                return best;
            }
            best = refined;
        }
        return best;
    }

    private static String detail(Comparison comparison) {
        Preference preference = comparison.preference();
        if (preference == null) {
            return "the comparison could not be read";
        }
        if (preference == Preference.FIRST) {
            return "the text before is better";
        }
        return comparison.isConsistent() ? "neither is better" : "the two orders disagree";
    }

    @Override
    public String name() {
        return "checked-" + refiner.name();
    }
}
