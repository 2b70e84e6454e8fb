package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.generate.PairGenerator;
import io.augment.pipeline.AugmentationPipeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifficultyTest {
    /** Answers with a number of stars: the teacher always with five, the student with as many as the instruction has words. */
    private static final PairGenerator TEACHER =
            (instruction, context) -> List.of(InstructionPair.of(instruction, "*****"));

    private static final PairGenerator STUDENT = (instruction, context) -> List.of(
            InstructionPair.of(instruction, "*".repeat(instruction.text().split(" ").length)));

    private static final Difficulty.Score STARS = (pair, context) ->
            pair.response().length() > 5 ? null : pair.response().length() / 5.0;

    private static Outcome outcome(String text) {
        return AugmentationPipeline.builder()
                .refine(Difficulty.of(TEACHER, STUDENT, STARS).atLeast(0.2))
                .build()
                .process(Instruction.of(text))
                .get(0);
    }

    @Test
    void isTheTeachersScoreMinusTheStudents() {
        assertThat(Difficulty.of(0.9, 0.4)).isEqualTo(0.5);
        assertThat(Difficulty.of(0.4, 0.9)).isEqualTo(-0.5);
    }

    @Test
    void keepsWhatTheStudentFailsAt() {
        assertThat(outcome("hard"))
                .isInstanceOfSatisfying(
                        Outcome.Kept.class,
                        kept -> assertThat(kept.example().metadata()).containsEntry("difficulty", "0.8000"));
        assertThat(outcome("as easy as this is"))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, one -> assertThat(one.reason()).isEqualTo("too-easy"));
    }

    @Test
    void guessesNothingWhereAScoreIsMissing() {
        assertThat(outcome("one two three four five six"))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, one -> assertThat(one.reason()).isEqualTo("difficulty-unknown"));
        assertThatThrownBy(() -> Difficulty.of(TEACHER, STUDENT, STARS).atLeast(2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
