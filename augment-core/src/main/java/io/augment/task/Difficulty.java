package io.augment.task;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.generate.PairGenerator;
import io.augment.refine.InstructionRefiner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the instructions that are hard for a student: those that a teacher answers better.
 *
 * <p>The difficulty of an instruction is the teacher's score minus the student's score on it, both from the same judge: above 0
 * where the teacher is better. (The TAPIR paper, arXiv 2405.13448, writes the difference the other way round but keeps what the
 * student fails at; this is the sign that does so.) It is -1 to 1 for scores of 0 to 1.
 *
 * <p>It stands in a pipeline where a refiner may stand. An instruction below the threshold is rejected as {@code too-easy}; one
 * that either of them did not answer, or that could not be scored, as {@code difficulty-unknown}; the others go on unchanged but
 * for their metadata {@value #FIELD}. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * QualityJudge judge = QualityJudge.rubric(teacher);
 * Difficulty hard = Difficulty.of(PairGenerator.responses(teacher), PairGenerator.responses(student),
 *         (pair, context) -> judge.judge(pair, context).score());
 * pipeline.refine(hard.atLeast(0.2));
 * }</pre>
 */
public final class Difficulty {
    /** Name of the metadata that holds the difficulty. */
    public static final String FIELD = "difficulty";

    private final PairGenerator teacher;
    private final PairGenerator student;
    private final Score score;

    private Difficulty(PairGenerator teacher, PairGenerator student, Score score) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.student = Objects.requireNonNull(student, "student");
        this.score = Objects.requireNonNull(score, "score");
    }

    /** Scores a pair: a judge of quality, or any function that is higher for the better response. */
    @FunctionalInterface
    public interface Score {
        /** Returns the score, 0 to 1; null where it is not known. */
        @Nullable
        Double of(InstructionPair pair, StageContext context);
    }

    /** Creates the measure. */
    public static Difficulty of(PairGenerator teacher, PairGenerator student, Score score) {
        return new Difficulty(teacher, student, score);
    }

    /** Returns the difficulty that two scores tell: the teacher's minus the student's. */
    public static double of(double teacherScore, double studentScore) {
        return teacherScore - studentScore;
    }

    /** Returns the difficulty of an instruction, -1 to 1; null where one of the two scores is not known. */
    public @Nullable Double measure(Instruction instruction, StageContext context) {
        // The response that the instruction came with is neither's.
        Instruction bare = instruction.toBuilder().response(null).build();
        Double teacherScore = score(teacher, bare, context);
        Double studentScore = teacherScore == null ? null : score(student, bare, context);
        return teacherScore == null || studentScore == null ? null : of(teacherScore, studentScore);
    }

    private @Nullable Double score(PairGenerator generator, Instruction instruction, StageContext context) {
        List<InstructionPair> pairs = generator.generate(instruction, context);
        return pairs.isEmpty() ? null : score.of(pairs.get(0), context);
    }

    /**
     * Returns the stage that lets instructions go on that are at least this difficult.
     *
     * @param threshold -1 to 1; TAPIR's 2 points on a scale from 1 to 10 are about 0.2
     * @throws IllegalArgumentException if it is not from -1 to 1
     */
    public InstructionRefiner atLeast(double threshold) {
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException("A difficulty lies between -1 and 1, but was " + threshold);
        }
        return new InstructionRefiner() {
            @Override
            public Instruction refine(Instruction instruction, StageContext context) {
                return hard(instruction, threshold, context);
            }

            @Override
            public String name() {
                return "difficulty-at-least-" + threshold;
            }
        };
    }

    private Instruction hard(Instruction instruction, double threshold, StageContext context) {
        Double difficulty = measure(instruction, context);
        if (difficulty == null) {
            throw context.rejected("difficulty-unknown");
        }
        if (difficulty < threshold) {
            throw context.rejected("too-easy", "difficulty " + difficulty + " is below " + threshold);
        }
        Map<String, String> metadata = new LinkedHashMap<>(instruction.metadata());
        metadata.put(FIELD, String.format(Locale.ROOT, "%.4f", difficulty));
        return instruction.toBuilder().metadata(metadata).build();
    }
}
