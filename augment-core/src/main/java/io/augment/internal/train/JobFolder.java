package io.augment.internal.train;

import io.augment.train.TrainingCheckpoint;
import io.augment.train.TrainingException;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a local training job on disk.
 *
 * <p>{@code folder} names the recipe's folder, {@code started} is made by the process that runs the script before it does so,
 * {@code pid} is its process, {@code log} what it prints, {@code exit} its exit status, {@code cancelled} a wish to end it.
 */
public final class JobFolder {
    private static final String FOLDER = "folder";
    private static final String LAUNCHER = "job.sh";

    /** A process that is younger than its note by more than this is another one that got its number. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** A shell that has not noted its process by then never will. */
    private static final Duration COMING_UP = Duration.ofMinutes(1);

    private static final Duration SLICE = Duration.ofMillis(200);

    private final Path directory;
    private final Path recipe;

    private JobFolder(Path directory, Path recipe) {
        this.directory = directory;
        this.recipe = recipe;
    }

    /**
     * Makes the job of a recipe; one that is there already stays.
     *
     * @throws TrainingException if it cannot be written
     */
    public static JobFolder create(Path directory, Path recipe) {
        if (!Files.isDirectory(directory)) {
            try {
                Path jobs = Files.createDirectories(directory.toAbsolutePath().getParent());
                Path unfinished = Files.createTempDirectory(jobs, ".");
                TextFile.write(unfinished.resolve(FOLDER), recipe + "\n");
                copyLauncher(unfinished.resolve(LAUNCHER));
                move(unfinished, directory);
            } catch (IOException e) {
                throw new TrainingException("The job " + directory + " cannot be written: " + e.getMessage(), e);
            }
        }
        return open(directory);
    }

    /** Puts the job in place, unless another program was faster. */
    private static void move(Path unfinished, Path directory) throws IOException {
        try {
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            Files.delete(unfinished.resolve(FOLDER));
            Files.delete(unfinished.resolve(LAUNCHER));
            Files.delete(unfinished);
        }
    }

    private static void copyLauncher(Path to) throws IOException {
        try (InputStream in = JobFolder.class.getResourceAsStream(LAUNCHER)) {
            if (in == null) {
                throw new IllegalStateException("The library lacks its " + LAUNCHER);
            }
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Opens a job that is there.
     *
     * @throws TrainingException if it cannot be read
     */
    public static JobFolder open(Path directory) {
        String recipe = read(directory.resolve(FOLDER));
        if (recipe == null) {
            throw new TrainingException("The job " + directory + " does not name its recipe's folder");
        }
        return new JobFolder(directory, Path.of(recipe));
    }

    /**
     * Starts the script unless somebody has; the process stays when this program ends.
     *
     * @throws TrainingException if no process can be started
     */
    public void launch() {
        List<String> command = new ArrayList<>();
        if (isOnPath("setsid")) {
            // In a session of its own, so that Ctrl-C for this program does not end the training.
            command.add("setsid");
        }
        command.addAll(List.of("sh", directory.resolve(LAUNCHER).toString(), directory.toString(), recipe.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("launch.log").toFile()));
        builder.environment().put("PYTHONUNBUFFERED", "1");
        try {
            builder.start().getOutputStream().close();
        } catch (IOException e) {
            throw new TrainingException(
                    "No shell can be started to run " + recipe.resolve("run.sh") + ": " + e.getMessage()
                            + ". A local training needs a POSIX shell; run the recipe by hand elsewhere.",
                    e);
        }
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(place -> !place.isEmpty() && Files.isExecutable(Path.of(place, program)));
    }

    /** Returns the file with what the script prints; it may not be there yet. */
    public Path log() {
        return directory.resolve("log");
    }

    /** Returns how far the job is; starts the script where that was left undone. */
    public TrainingStatus status() {
        if (!Files.exists(directory.resolve("started")) && !isCancelled()) {
            launch();
            return status(TrainingState.QUEUED, null, null);
        }
        // Looked up first: the shell may note its process, or how it ended, while this looks.
        boolean noted = Files.exists(directory.resolve("pid"));
        if (!hasExited() && process().isPresent()) {
            return status(TrainingState.RUNNING, null, null);
        }
        String exit = read(directory.resolve("exit"));
        if ("0".equals(exit)) {
            return status(TrainingState.SUCCEEDED, trained().toString(), null);
        }
        if (isCancelled()) {
            return status(TrainingState.CANCELLED, null, null);
        }
        if (exit != null) {
            return status(
                    TrainingState.FAILED,
                    null,
                    "run.sh ended with status " + exit + ": " + TrainerLog.lastLine(log()) + " (see " + log() + ")");
        }
        if (!noted && isComingUp()) {
            return status(TrainingState.QUEUED, null, null);
        }
        return status(
                TrainingState.FAILED,
                null,
                "The script's process is gone and has not said how it ended: it was killed, or the machine was restarted"
                        + " (see " + log() + ")");
    }

    private TrainingStatus status(TrainingState state, @Nullable String model, @Nullable String problem) {
        String id = String.valueOf(directory.getFileName());
        return new TrainingStatus(id, state, model, null, null, problem, null);
    }

    private boolean hasExited() {
        return Files.exists(directory.resolve("exit"));
    }

    private boolean isCancelled() {
        return Files.exists(directory.resolve("cancelled"));
    }

    private boolean isComingUp() {
        try {
            Instant made =
                    Files.getLastModifiedTime(directory.resolve("started")).toInstant();
            return made.plus(COMING_UP).isAfter(Instant.now());
        } catch (IOException e) {
            return !isCancelled();
        }
    }

    /** Returns the directory with the trained weights: as the script said, or where recipes put them. */
    private Path trained() {
        String said = TrainerLog.saved(log());
        if (said != null) {
            return recipe.resolve(said);
        }
        Path merged = recipe.resolve("merged");
        return Files.isDirectory(merged) ? merged : recipe.resolve(Scripts.OUTPUT);
    }

    /** Returns the weights that the trainer kept on its way. */
    public List<TrainingCheckpoint> checkpoints() {
        List<TrainingCheckpoint> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(recipe.resolve(Scripts.OUTPUT))) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("checkpoint-\\d{1,15}")) {
                    found.add(new TrainingCheckpoint(file.toString(), Long.parseLong(name.substring(11)), Map.of()));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparingLong(TrainingCheckpoint::step));
        return found;
    }

    /** Ends the script and all that it started, if they are still there. */
    public void cancel(Duration grace) {
        if (hasExited()) {
            return;
        }
        try {
            TextFile.write(directory.resolve("cancelled"), "");
            // Whoever would start the script now finds it started.
            Files.createDirectories(directory.resolve("started"));
        } catch (IOException e) {
            throw new TrainingException("The job " + directory + " cannot be cancelled: " + e.getMessage(), e);
        }
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            List<ProcessHandle> all =
                    new ArrayList<>(process.get().descendants().toList());
            all.add(process.get());
            all.forEach(ProcessHandle::destroy);
            if (!areGone(all, grace)) {
                all.addAll(process.get().descendants().toList());
                all.forEach(ProcessHandle::destroyForcibly);
                areGone(all, grace);
            }
        }
    }

    /** Waits in slices: the end of a process that nobody has taken note of is seen only by looking again. */
    private static boolean areGone(List<ProcessHandle> processes, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (processes.stream().anyMatch(JobFolder::isRunning)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            CompletableFuture<?>[] ends = processes.stream()
                    .filter(JobFolder::isRunning)
                    .map(ProcessHandle::onExit)
                    .toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(ends)
                        .completeOnTimeout(null, Math.min(left, SLICE.toNanos()), TimeUnit.NANOSECONDS)
                        .get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Waiting for a process failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    /** Returns the process that runs the script, if it is there: the one that was noted, and not a later one of its number. */
    public Optional<ProcessHandle> process() {
        Path note = directory.resolve("pid");
        String pid = read(note);
        if (pid == null) {
            return Optional.empty();
        }
        try {
            Instant noted = Files.getLastModifiedTime(note).toInstant().plus(CLOCK_GRAIN);
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(JobFolder::isRunning)
                    .filter(process -> process.info()
                            .startInstant()
                            .map(start -> !start.isAfter(noted))
                            .orElse(true));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A process that has ended but that nobody has taken note of is alive for Java; Linux says that it is a zombie. */
    private static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        String stat = read(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // Without a note it may have ended since it was asked, or this is no Linux.
        return stat == null
                ? process.isAlive()
                : !stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
