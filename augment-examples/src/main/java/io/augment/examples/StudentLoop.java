package io.augment.examples;

import io.augment.chat.ChatModel;
import io.augment.expand.InstructionExpander;
import io.augment.export.Export;
import io.augment.filter.Filters;
import io.augment.generate.PairGenerator;
import io.augment.judge.QualityJudge;
import io.augment.judge.Threshold;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
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
import org.jspecify.annotations.Nullable;

/**
 * Goes once around: a teacher augments seeds, a student learns to expand instructions from what the teacher did, and the same
 * pipeline runs with the student in the teacher's place.
 *
 * <p>The training in the middle is a stand-in here: its script counts the rows and trains nothing, so that the loop runs on any
 * machine. Without {@link #withStandIn} the recipe's own script trains for real where there are torch, transformers and peft.
 */
public final class StudentLoop {
    private final Path out;
    private final ChatModel teacher;

    StudentLoop(Path out, ChatModel teacher) {
        this.out = out;
        this.teacher = teacher;
    }

    /**
     * Holds what came of a round.
     *
     * @param byTeacher the run in which the teacher expanded
     * @param set what the student learned from
     * @param training how the training ended
     * @param byStudent the same run with the student
     */
    public record Round(RunReport byTeacher, StudentSet set, TrainingStatus training, RunReport byStudent) {
        /** Returns what an accepted row cost in a run, in US dollars; null where no price is known. */
        static @Nullable BigDecimal perRow(RunReport run) {
            BigDecimal cost = run.costUsd();
            return cost == null || run.kept() == 0
                    ? null
                    : cost.divide(BigDecimal.valueOf(run.kept()), MathContext.DECIMAL32);
        }

        @Override
        public String toString() {
            return "teacher: " + byTeacher.kept() + " rows, " + perRow(byTeacher) + " USD each; student learned from "
                    + set.allRows() + " rows (" + training.state().label() + "); student: " + byStudent.kept()
                    + " rows, "
                    + perRow(byStudent) + " USD each";
        }
    }

    /** Runs with the base URLs of a teacher and of a server that will run the student, seeds and a directory. */
    public static void main(String[] args) throws Exception {
        try (OpenAiChatModel teacher = OpenAiChatModel.fromEnv()
                        .baseUrl(args[0])
                        .model("teacher")
                        .build();
                OpenAiChatModel student = OpenAiChatModel.fromEnv()
                        .baseUrl(args[1])
                        .model("student")
                        .build()) {
            Path out = Path.of(args[3]);
            System.out.println(new StudentLoop(out, teacher).run(Source.files(Path.of(args[2])), student, true));
        }
    }

    Round run(Source seeds, ChatModel student, boolean standIn) throws IOException, InterruptedException {
        RunDirectory teacherRun = RunDirectory.at(out.resolve("teacher"));
        RunReport byTeacher = augment(InstructionExpander.using(teacher).perSeed(2), seeds, teacherRun);

        StudentSet set = StudentSets.from(teacherRun)
                .expansion(StudentProfile.exp())
                .validation(0.1)
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

        InstructionExpander expander = StudentProfile.exp()
                .expander(trainer.model(trained.modelName()))
                .perSeed(2);
        RunReport byStudent = augment(expander, seeds, RunDirectory.at(out.resolve("student")));
        return new Round(byTeacher, set, trained, byStudent);
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
