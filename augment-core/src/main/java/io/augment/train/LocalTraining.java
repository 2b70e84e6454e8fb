package io.augment.train;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.internal.train.JobFolder;
import io.augment.internal.train.LocalEstimate;
import io.augment.internal.train.TrainerLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trains on this machine: runs the script of a {@link Recipe}'s folder as a process of its own, and follows its log.
 *
 * <p>A job is a directory; the process, its log and how it ended are found there by whoever looks, so that a program that was
 * killed and started again follows the training that it had. The training goes on while no program follows it, and no script is
 * run twice for one job, whatever happens when. Runs where there is a POSIX shell. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * LocalTraining trainer = LocalTraining.at(Path.of("jobs"));
 * TrainingJob job = FineTuning.with(trainer).start(folder.request(), RunDirectory.at(Path.of("training")));
 * TrainingStatus end = job.follow();
 * }</pre>
 */
public final class LocalTraining implements TrainingService {
    /** Name of the request's option with the recipe's folder. */
    public static final String FOLDER = "folder";

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Path jobs;
    private final @Nullable Function<Path, ChatModel> opener;
    private final Duration grace;

    private LocalTraining(Path jobs, @Nullable Function<Path, ChatModel> opener, Duration grace) {
        this.jobs = Objects.requireNonNull(jobs, "jobs").toAbsolutePath();
        this.opener = opener;
        this.grace = grace;
    }

    /** Creates a service that keeps its jobs in a directory, which is made where there is none. */
    public static LocalTraining at(Path jobs) {
        return new LocalTraining(jobs, null, GRACE);
    }

    /** Says how a directory with trained weights becomes a model, such as by a server that is started on it. */
    public LocalTraining opening(Function<Path, ChatModel> value) {
        return new LocalTraining(jobs, Objects.requireNonNull(value, "opener"), grace);
    }

    /**
     * Sets how long a cancelled script has to end before it is killed; 30 seconds unless set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public LocalTraining grace(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("A time of grace is not negative, but was " + value);
        }
        return new LocalTraining(jobs, opener, value);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public TrainingEstimate estimate(TrainingRequest request) {
        return LocalEstimate.of(request);
    }

    /** Returns the file's path: it is where it is needed. */
    @Override
    public String upload(Path file, String name) {
        return file.toAbsolutePath().toString();
    }

    /** Returns null: naming a file again costs nothing. */
    @Override
    public @Nullable String findUpload(String name) {
        return null;
    }

    /**
     * {@inheritDoc}
     *
     * @throws TrainingException if the request names no folder with a script, or no process can be started
     */
    @Override
    public String start(TrainingRequest request, TrainingFiles files, String tag) {
        String named = request.options().get(FOLDER);
        if (named == null || !Files.isRegularFile(Path.of(named).resolve(RecipeFolder.SCRIPT))) {
            throw new TrainingException(
                    "A local training needs the option " + FOLDER + " with a recipe's folder, in which" + " there is a "
                            + RecipeFolder.SCRIPT + ", but it is " + named);
        }
        JobFolder.create(jobs.resolve(tag), Path.of(named).toAbsolutePath()).launch();
        return tag;
    }

    @Override
    public @Nullable String findJob(String tag) {
        return Files.isDirectory(jobs.resolve(tag)) ? tag : null;
    }

    /** {@inheritDoc} A job whose script was not started yet, because a program was killed in between, is started now. */
    @Override
    public TrainingStatus status(String jobId) {
        return job(jobId).status();
    }

    @Override
    public List<TrainingEvent> events(String jobId, @Nullable String after) {
        return TrainerLog.events(job(jobId).log(), after);
    }

    @Override
    public List<TrainingCheckpoint> checkpoints(String jobId) {
        return job(jobId).checkpoints();
    }

    /** {@inheritDoc} The script and all that it started are asked to end (TERM), and killed after the time of grace. */
    @Override
    public TrainingStatus cancel(String jobId) {
        JobFolder job = job(jobId);
        job.cancel(grace);
        return job.status();
    }

    @Override
    public ChatModel model(String modelName) {
        if (opener == null) {
            throw new TrainingException(
                    "The trained weights are in " + modelName + ". Serve them, or convert them to GGUF, as"
                            + " the recipe's README says; or say how to open them with LocalTraining.opening(...)");
        }
        return opener.apply(Path.of(modelName));
    }

    private JobFolder job(String jobId) {
        Path directory = jobs.resolve(jobId).normalize();
        if (!jobs.equals(directory.getParent()) || !Files.isDirectory(directory)) {
            throw new BadRequestException("There is no training job " + jobId + " in " + jobs, null, null, null);
        }
        return JobFolder.open(directory);
    }

    @Override
    public String toString() {
        return "LocalTraining[" + jobs + "]";
    }
}
