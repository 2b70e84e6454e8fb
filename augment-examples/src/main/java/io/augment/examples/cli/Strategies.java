package io.augment.examples.cli;

import io.augment.chat.ChatModel;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.refine.InstructionRefiner;
import org.jspecify.annotations.Nullable;

/**
 * Holds the four strategies of a run: those that work by rules, or those that ask a model.
 *
 * @param teacher the model, closed with this; null where rules do the work
 */
record Strategies(
        InstructionExpander expander,
        InstructionRefiner refiner,
        PairGenerator generator,
        QualityJudge judge,
        @Nullable Teacher teacher)
        implements AutoCloseable {

    static Strategies byRules() {
        return new Strategies(
                InstructionExpander.rules(),
                InstructionRefiner.rules(),
                PairGenerator.existing(),
                QualityJudge.rules(),
                null);
    }

    static Strategies byModel(Teacher teacher) {
        ChatModel model = teacher.model();
        return new Strategies(
                InstructionExpander.using(model),
                InstructionRefiner.using(model),
                PairGenerator.responses(model),
                QualityJudge.rubric(model),
                teacher);
    }

    boolean areRules() {
        return teacher == null;
    }

    @Override
    public void close() {
        if (teacher != null) {
            teacher.close();
        }
    }
}
