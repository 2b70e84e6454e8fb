package io.augment.examples.cli;

import io.augment.chat.ChatModel;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.refine.InstructionRefiner;
import io.augment.student.StudentProfile;
import org.jspecify.annotations.Nullable;

/**
 * Holds the four strategies of a run: those that work by rules, or those that ask a model.
 *
 * @param teacher the model, closed with this; null where rules do the work
 * @param student the model that does one of the tasks instead, closed with this; null where there is none
 */
record Strategies(
        InstructionExpander expander,
        InstructionRefiner refiner,
        PairGenerator generator,
        QualityJudge judge,
        @Nullable Teacher teacher,
        @Nullable Teacher student)
        implements AutoCloseable {

    static Strategies byRules() {
        return new Strategies(
                InstructionExpander.rules(),
                InstructionRefiner.rules(),
                PairGenerator.existing(),
                QualityJudge.rules(),
                null,
                null);
    }

    static Strategies byModel(Teacher teacher) {
        ChatModel model = teacher.model();
        return new Strategies(
                InstructionExpander.using(model),
                InstructionRefiner.using(model),
                PairGenerator.responses(model),
                QualityJudge.rubric(model),
                teacher,
                null);
    }

    /** Returns these with the strategy of a student in place of one of them. */
    Strategies with(StudentProfile profile, Teacher small) {
        ChatModel model = small.model();
        return switch (profile.task()) {
            case EXPAND -> new Strategies(profile.expander(model), refiner, generator, judge, teacher, small);
            case REFINE -> new Strategies(expander, profile.refiner(model), generator, judge, teacher, small);
            case PAIRS -> new Strategies(expander, refiner, profile.pairGenerator(model), judge, teacher, small);
        };
    }

    boolean areRules() {
        return teacher == null && student == null;
    }

    @Override
    public void close() {
        if (teacher != null) {
            teacher.close();
        }
        if (student != null) {
            student.close();
        }
    }
}
