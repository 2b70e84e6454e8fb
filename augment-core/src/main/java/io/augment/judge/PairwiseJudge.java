package io.augment.judge;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.Sampling;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.judge.ModelComparer;

/**
 * Says which of two answers to an instruction is better. Implementations are safe for use by many threads.
 *
 * <pre>{@code
 * PairwiseJudge judge = PairwiseJudge.using(teacher);
 * Comparison outcome = judge.compare(instruction, "Seine, Loire.", "The Seine.", context);
 * }</pre>
 */
@FunctionalInterface
public interface PairwiseJudge {
    /** Compares two answers in both orders. */
    Comparison compare(Instruction instruction, String first, String second, StageContext context);

    /** Returns a judge that asks a model, once in each order; its reply is read as JSON, or as prose by {@link JudgeReply}. */
    static PairwiseJudge using(ChatModel model) {
        return inBothOrders(
                new ModelComparer(new Teacher(model, PromptLibrary.standard(), Sampling.ofTemperature(0)), "compare"));
    }

    /** Returns a judge that asks this one in both orders, so that a preference for a place cannot decide. */
    static PairwiseJudge inBothOrders(OrderedJudge judge) {
        return (instruction, first, second, context) -> {
            Preference shown = judge.prefer(instruction, first, second, context);
            Preference swapped = judge.prefer(instruction, second, first, context);
            return new Comparison(shown, swapped == null ? null : swapped.swapped());
        };
    }

    /**
     * Returns a judge that scores each answer by itself and prefers the higher score.
     *
     * @param margin least difference, 0 to 1; closer scores are a tie
     */
    static PairwiseJudge byScores(QualityJudge judge, double margin) {
        return (instruction, first, second, context) -> {
            Verdict one = judge.judge(InstructionPair.of(instruction, first), context);
            Verdict other = judge.judge(InstructionPair.of(instruction, second), context);
            Double left = one.score();
            Double right = other.score();
            if (left == null || right == null) {
                return new Comparison(null, null);
            }
            Preference preference = Math.abs(left - right) < Math.max(margin, Double.MIN_VALUE)
                    ? Preference.TIE
                    : left > right ? Preference.FIRST : Preference.SECOND;
            return new Comparison(preference, preference);
        };
    }
}
