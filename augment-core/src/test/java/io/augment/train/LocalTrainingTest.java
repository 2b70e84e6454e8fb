package io.augment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatResponse;
import io.augment.internal.train.JobFolder;
import io.augment.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs real scripts as real processes. A script waits at a pipe, its gate or the last one, until the test lets it go on. */
@Timeout(60)
class LocalTrainingTest {
    @TempDir
    private Path temp;

    private Path recipe;
    private Path gate;
    private Path last;
    private LocalTraining training;

    @BeforeEach
    void makeRecipe() throws Exception {
        assumeTrue(new File("/bin/sh").canExecute(), "skipped: there is no POSIX shell");
        recipe = Files.createDirectories(temp.resolve("recipe"));
        Files.createDirectories(recipe.resolve("data"));
        Files.writeString(
                recipe.resolve("data/train.jsonl"),
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n");
        gate = recipe.resolve("gate");
        last = recipe.resolve("last");
        assertThat(new ProcessBuilder("mkfifo", gate.toString(), last.toString())
                        .start()
                        .waitFor())
                .isZero();
        training = LocalTraining.at(temp.resolve("jobs"));
    }

    /** Shells that found their job started already may come late; they must be gone before the directory is. */
    @AfterEach
    void awaitShells() {
        ProcessHandle.current().children().forEach(shell -> shell.onExit().join());
    }

    private void script(String... lines) throws IOException {
        Files.writeString(recipe.resolve("run.sh"), "echo run >>runs\n" + String.join("\n", lines) + "\n");
    }

    private TrainingRequest request() {
        return TrainingRequest.supervised("base", recipe.resolve("data/train.jsonl"))
                .option(LocalTraining.FOLDER, recipe.toString())
                .build();
    }

    private String start() {
        return training.start(request(), new TrainingFiles("t", null), "job-1");
    }

    /** Opens the gate; returns when the script has gone through. */
    private void open() throws IOException {
        Files.writeString(gate, "go\n");
    }

    private ProcessHandle process(String job) throws IOException {
        return ProcessHandle.of(Long.parseLong(
                        Files.readString(temp.resolve("jobs").resolve(job).resolve("pid"))
                                .strip()))
                .orElseThrow();
    }

    /** Looks until the job has ended, which it does as soon as its gate is open. */
    private TrainingStatus end(String job) {
        TrainingStatus status = training.status(job);
        while (!status.state().isEnded()) {
            Thread.onSpinWait();
            status = training.status(job);
        }
        return status;
    }

    @Test
    void followsAScriptToItsModel() throws Exception {
        script(
                "read go <gate",
                "echo '{\"event\": \"start\", \"rows\": 1, \"steps\": 4}'",
                "echo '{\"event\": \"step\", \"step\": 2, \"of\": 4, \"loss\": 2.5}'",
                "printf ' 50%%|#####     | 3/4 [00:01<00:01]\\r'",
                "echo \"{'loss': '1.25', 'grad_norm': 0.5, 'learning_rate': 1e-05, 'epoch': 0.75}\"",
                "echo '{\"event\": \"eval\", \"step\": 4, \"of\": 4, \"eval_loss\": 1.5}'",
                "mkdir -p out/model out/checkpoint-4 out/checkpoint-2",
                "echo '{\"event\": \"saved\", \"path\": \"out/model\"}'");
        ChatModel student = ChatModel.named("student", request -> ChatResponse.of("I was trained"));
        training = training.opening(path -> {
            assertThat(path).isEqualTo(recipe.resolve("out/model"));
            return student;
        });
        List<String> told = new ArrayList<>();
        FineTuning tuning = FineTuning.with(training)
                .listener(new TrainingListener() {
                    @Override
                    public void onEvent(TrainingEvent event) {
                        told.add(event.message());
                    }
                })
                .waiter(time -> {
                    try {
                        String job = Files.list(temp.resolve("jobs"))
                                .findFirst()
                                .orElseThrow()
                                .getFileName()
                                .toString();
                        if (!Files.exists(temp.resolve("jobs").resolve(job).resolve("log"))) {
                            return;
                        }
                        open();
                        end(job);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        TrainingJob job = tuning.start(request(), RunDirectory.at(temp.resolve("run")));
        TrainingStatus end = job.follow();
        assertThat(end.state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(told)
                .containsExactly(
                        "start",
                        "step 2 of 4, train_loss 2.5",
                        "step 3 of 4, train_loss 1.25",
                        "step 4 of 4, valid_loss 1.5",
                        "saved to out/model")
                .doesNotHaveDuplicates();
        assertThat(training.model(end.modelName())).isSameAs(student);
        assertThat(training.checkpoints(job.id()))
                .extracting(TrainingCheckpoint::step)
                .containsExactly(2L, 4L);
        TrainingEvent third = training.events(job.id(), null).get(2);
        assertThat(third.metrics()).containsEntry("learning_rate", 1e-5).containsEntry("epoch", 0.75);
        assertThat(training.events(job.id(), third.id())).hasSize(2);
        assertThat(tuning.start(request(), RunDirectory.at(temp.resolve("run"))).id())
                .isEqualTo(job.id());
        assertThat(Files.readAllLines(recipe.resolve("runs"))).hasSize(1);
    }

    @Test
    void aJobIsStartedOnceHoweverOftenItIsAskedFor() throws Exception {
        script("read go <gate");
        String job = start();
        assertThat(start()).isEqualTo(job);
        assertThat(training.findJob("job-1")).isEqualTo(job);
        assertThat(training.findJob("job-2")).isNull();
        // The gate has a reader, so that the script is there.
        open();
        assertThat(end(job).state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(training.status(job).state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(start()).isEqualTo(job);
        assertThat(Files.readAllLines(recipe.resolve("runs"))).hasSize(1);
    }

    @Test
    void aKilledProgramLeavesItsTrainingBehindAndTheNextOneFollowsIt() throws Exception {
        script("read go <gate", "read go <last", "mkdir -p out");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsATraining.class.getName(),
                        temp.resolve("jobs").toString(),
                        recipe.toString())
                .redirectErrorStream(true)
                .start();
        open();
        program.destroyForcibly().waitFor();
        assertThat(training.findJob("job-1")).isEqualTo("job-1");
        assertThat(training.status("job-1").state()).isEqualTo(TrainingState.RUNNING);
        assertThat(start()).isEqualTo("job-1");
        Files.writeString(last, "go\n");
        assertThat(end("job-1").state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(training.status("job-1").modelName())
                .isEqualTo(recipe.resolve("out").toString());
        assertThat(Files.readAllLines(recipe.resolve("runs"))).hasSize(1);
    }

    /** Starts a training and waits to be killed. */
    static final class StartsATraining {
        public static void main(String[] args) throws InterruptedException {
            TrainingRequest request = TrainingRequest.supervised("base", Path.of(args[1], "data", "train.jsonl"))
                    .option(LocalTraining.FOLDER, args[1])
                    .build();
            LocalTraining.at(Path.of(args[0])).start(request, new TrainingFiles("t", null), "job-1");
            Thread.currentThread().join();
        }
    }

    @Test
    void aJobThatWasWrittenDownButNotStartedIsStartedByWhoLooks() throws Exception {
        script("read go <gate");
        JobFolder.create(Files.createDirectories(temp.resolve("jobs")).resolve("job-1"), recipe);
        assertThat(training.status("job-1").state()).isEqualTo(TrainingState.QUEUED);
        open();
        assertThat(end("job-1").state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(Files.readAllLines(recipe.resolve("runs"))).hasSize(1);
    }

    @Test
    void saysWhyAScriptFailed() throws Exception {
        script("read go <gate", "echo 'ValueError: the rows are empty'", "exit 3");
        String job = start();
        open();
        TrainingStatus end = end(job);
        assertThat(end.state()).isEqualTo(TrainingState.FAILED);
        assertThat(end.problem()).contains("status 3").contains("ValueError: the rows are empty");
        assertThat(training.events(job, null))
                .singleElement()
                .extracting(TrainingEvent::level)
                .isEqualTo(TrainingEvent.Level.ERROR);
    }

    @Test
    void saysThatAProcessWasKilled() throws Exception {
        script("read go <gate", "read go <last");
        String job = start();
        open();
        ProcessHandle process = process(job);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(end(job).state()).isEqualTo(TrainingState.FAILED);
    }

    @Test
    void cancelEndsTheScriptAndAllThatItStarted() throws Exception {
        script("(read go <gate)", "read go <last");
        String job = start();
        open();
        List<ProcessHandle> all = new ArrayList<>(process(job).descendants().toList());
        all.add(process(job));
        assertThat(training.status(job).state()).isEqualTo(TrainingState.RUNNING);
        assertThat(training.cancel(job).state()).isEqualTo(TrainingState.CANCELLED);
        assertThat(all).hasSizeGreaterThan(1).noneMatch(LocalTrainingTest::isRunning);
        assertThat(training.status(job).state()).isEqualTo(TrainingState.CANCELLED);
        assertThat(training.cancel(job).state()).isEqualTo(TrainingState.CANCELLED);
    }

    /** A zombie has ended. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatDoesNotHeedIsKilledAfterTheTimeOfGrace() throws Exception {
        script("trap '' TERM", "read go <gate", "while :; do read go <last; done");
        training = training.grace(Duration.ofMillis(50));
        String job = start();
        open();
        assertThat(training.cancel(job).state()).isEqualTo(TrainingState.CANCELLED);
    }

    @Test
    void aJobThatHasEndedStaysAsItIs() throws Exception {
        script("read go <gate");
        String job = start();
        open();
        end(job);
        assertThat(training.cancel(job).state()).isEqualTo(TrainingState.SUCCEEDED);
    }

    @Test
    void aLaterProcessOfTheSameNumberIsNotTheJob() throws Exception {
        script("exit 1");
        JobFolder.create(Files.createDirectories(temp.resolve("jobs")).resolve("old"), recipe);
        Path job = temp.resolve("jobs/old");
        Files.createDirectory(job.resolve("started"));
        Path pid = Files.writeString(
                job.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        assertThat(training.status("old").state()).isEqualTo(TrainingState.RUNNING);
        Files.setLastModifiedTime(pid, FileTime.fromMillis(0));
        assertThat(training.status("old").state()).isEqualTo(TrainingState.FAILED);
        assertThat(training.status("old").problem()).contains("machine was restarted");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        script("exit 0");
        assertThatThrownBy(() -> training.status("none")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> training.status("../jobs")).isInstanceOf(BadRequestException.class);
        TrainingRequest bare = TrainingRequest.supervised("base", recipe.resolve("data/train.jsonl"))
                .build();
        assertThatThrownBy(() -> training.start(bare, new TrainingFiles("t", null), "x"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("run.sh");
        assertThatThrownBy(() -> training.model("out"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("opening");
        TrainingEstimate estimate = training.estimate(request());
        assertThat(estimate.rows()).isEqualTo(1);
        assertThat(estimate.cost()).isNull();
    }
}
