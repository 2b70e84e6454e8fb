package io.augment.examples;

import io.augment.chat.ChatModel;
import io.augment.chat.Price;
import io.augment.evaluate.Answerer;
import io.augment.evaluate.Evaluation;
import io.augment.evaluate.EvaluationReport;
import io.augment.expand.InstructionExpander;
import io.augment.export.Export;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.ModelSpend;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.student.StudentProfile;
import io.augment.train.BaseModel;
import io.augment.train.FineTuning;
import io.augment.train.LocalTraining;
import io.augment.train.Recipe;
import io.augment.train.RecipeFolder;
import io.augment.train.StudentSet;
import io.augment.train.StudentSets;
import io.augment.train.TrainingJob;
import io.augment.train.TrainingStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goes once around: a teacher augments seeds, a student learns to expand instructions from what the teacher did, the same pipeline
 * runs with the student in the teacher's place, and an evaluation on held-out seeds and a comparison of costs tell what it was worth.
 *
 * <p>The training in the middle is a stand-in here: its script counts the rows and trains nothing, so that the loop runs on any
 * machine. Without {@link #withStandIn} the recipe's own script trains for real where there are torch, transformers and peft.
 */
public final class StudentLoop {
    private static final String WANTED =
            "Write one new instruction of the same kind as this one, about something else:\n\n";

    private final Path out;
    private final ChatModel teacher;
    private final ChatModel base;

    StudentLoop(Path out, ChatModel teacher, ChatModel base) {
        this.out = out;
        this.teacher = teacher;
        this.base = base;
    }

    /**
     * Holds what came of a round.
     *
     * @param byTeacher the run in which the teacher expanded
     * @param set what the student learned from
     * @param training how the training ended
     * @param byStudent the same run with the student
     * @param evaluation how the student compares with the model that it was trained from
     */
    public record Round(
            RunReport byTeacher,
            StudentSet set,
            TrainingStatus training,
            RunReport byStudent,
            EvaluationReport evaluation) {
        /** Returns what an accepted row cost in a run, in US dollars; null where no price is known. */
        static @Nullable BigDecimal perRow(RunReport run) {
            BigDecimal cost = run.costUsd();
            return cost == null || run.kept() == 0
                    ? null
                    : cost.divide(BigDecimal.valueOf(run.kept()), MathContext.DECIMAL32);
        }

        /** Returns what a run spent on new instructions, in US dollars: the stage in which the two runs differ. */
        static BigDecimal onExpanding(RunReport run) {
            return run.spend().stream()
                    .filter(spend -> spend.stage().startsWith("expand") && spend.costUsd() != null)
                    .map(ModelSpend::costUsd)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static String line(String who, RunReport run) {
            String cost = run.costUsd() == null
                    ? "no price is known"
                    : run.costUsd() + " USD in all, " + onExpanding(run) + " of it for expanding, " + perRow(run)
                            + " a row";
            return String.format(Locale.ROOT, "%-8s %,6d rows  %s%n", who, run.kept(), cost);
        }

        @Override
        public String toString() {
            EvaluationReport.Pairwise pairwise = evaluation.pairwise();
            return line("teacher", byTeacher)
                    + line("student", byStudent)
                    + "learned from " + set.allRows() + " rows: "
                    + training.state().label()
                    + String.format(
                            "%nagainst its base on %d held-out rows: win rate %s%n",
                            evaluation.rows(), pairwise == null ? "not judged" : pairwise.winRate());
        }
    }

    /**
     * Runs with the base URLs of a teacher and of a server that runs the student and its base, seeds and a directory. The prices are
     * made up.
     */
    public static void main(String[] args) throws Exception {
        try (OpenAiChatModel teacher = OpenAiChatModel.fromEnv()
                        .baseUrl(args[0])
                        .model("teacher")
                        .price(Price.perMillion("2.00", "6.00"))
                        .build();
                OpenAiChatModel base = OpenAiChatModel.fromEnv()
                        .baseUrl(args[1])
                        .model("base")
                        .price(Price.perMillion("0.10", "0.10"))
                        .build();
                OpenAiChatModel student = OpenAiChatModel.fromEnv()
                        .baseUrl(args[1])
                        .model("student")
                        .price(Price.perMillion("0.10", "0.10"))
                        .build()) {
            Path out = Path.of(args[3]);
            System.out.print(new StudentLoop(out, teacher, base).run(Source.files(Path.of(args[2])), student, true));
        }
    }

    Round run(Source seeds, ChatModel student, boolean standIn) throws IOException, InterruptedException {
        RunDirectory teacherRun = RunDirectory.at(out.resolve("teacher"));
        RunReport byTeacher = augment(InstructionExpander.using(teacher).perSeed(2), seeds, teacherRun);

        StudentSet set = StudentSets.from(teacherRun)
                .expansion(StudentProfile.exp())
                .validation(0.25)
                .write(out.resolve("sets"))
                .get(0);
        RecipeFolder recipe = Recipe.plainPyTorch(set, BaseModel.of("Qwen/Qwen2-1.5B-Instruct"))
                .write(out.resolve("recipe"));
        if (standIn) {
            withStandIn(recipe);
        }

        // Whoever serves what was trained says so here; the stand-in's student is on its server already.
        LocalTraining trainer = LocalTraining.at(out.resolve("jobs")).opening(weights -> student);
        TrainingJob job = FineTuning.with(trainer)
                .pollEvery(Duration.ofMillis(100))
                .start(recipe.request(), RunDirectory.at(out.resolve("training")));
        TrainingStatus trained = job.follow();
        if (trained.modelName() == null) {
            throw new IllegalStateException("The training ended as " + trained.state() + ": " + trained.problem());
        }

        ChatModel learned = trainer.model(trained.modelName());
        RunDirectory studentRun = RunDirectory.at(out.resolve("student"));
        RunReport byStudent = augment(StudentProfile.exp().expander(learned).perSeed(2), seeds, studentRun);

        EvaluationReport evaluation = evaluate(set, learned);
        evaluation.keepIn(studentRun); // The page of the run shows it, too.
        return new Round(byTeacher, set, trained, byStudent, evaluation);
    }

    /** Asks the student and its base to expand the seeds that were kept out of the training. */
    private EvaluationReport evaluate(StudentSet set, ChatModel student) {
        PairwiseJudge judge = PairwiseJudge.using(teacher);
        return Evaluation.of(set.source(StudentSet.VALIDATION))
                .base(Answerer.of(base))
                .student(Answerer.of(student))
                // Both are shown the seed alone, as the student's profile does; the judge has to know what was wanted.
                .judge((seed, first, second, context) ->
                        judge.compare(seed.withText(WANTED + seed.text()), first, second, context))
                .concurrency(4)
                .run(RunDirectory.at(out.resolve("evaluation")));
    }

    /** The pipeline of both runs: only who expands differs. */
    private RunReport augment(InstructionExpander expander, Source seeds, RunDirectory directory) {
        return AugmentationPipeline.builder()
                .expand(expander)
                .filter(Filters.exactDuplicates())
                .generate(PairGenerator.responses(teacher))
                .judge(QualityJudge.rules(), Threshold.atLeast(0.5))
                .build()
                .run(seeds, Export.to(directory.path().resolve("rows")).openAi(), directory);
    }

    /** Puts a script in the place of the recipe's that goes through the motions of a training and trains nothing. */
    private static void withStandIn(RecipeFolder recipe) throws IOException {
        Files.writeString(recipe.script(), """
                #!/bin/sh
                # A stand-in for a training: it counts rows and trains nothing.
                cd "$(dirname "$0")" || exit 1
                rows=$(wc -l <data/train.jsonl)
                echo "{\\"event\\": \\"stand-in\\", \\"rows\\": $rows, \\"trained\\": 0}"
                mkdir -p out/model
                echo "Nothing was trained." >out/model/README
                echo '{"event": "saved", "path": "out/model"}'
                """);
    }
}
