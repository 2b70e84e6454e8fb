package io.augment.benchmarks;

import io.augment.run.RunDirectory;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Kills a run again and again at random points and compares what is left with an uninterrupted run.
 *
 * <p>Options: {@code --kills}, {@code --seeds}, {@code --concurrency}, {@code --fault-share}, {@code --seed}, {@code --dir}.
 */
public final class KillRun {
    private static final int LATENCY_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private KillRun() {}

    /**
     * What came of it.
     *
     * @param kills kills that met a living process
     * @param requests requests that the server saw
     * @param needed requests that an undisturbed run without faults makes
     * @param paidTwice requests that came again although their reply's append had returned
     * @param mostRepeatedByKill most requests that one kill made necessary again
     * @param sameFiles whether the files equal those of the uninterrupted run, byte for byte
     */
    record Result(int kills, long requests, long needed, int paidTwice, int mostRepeatedByKill, boolean sameFiles) {}

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        System.out.println(run(Arguments.of(options)));
    }

    static Result run(Arguments arguments) throws IOException, InterruptedException {
        int seeds = arguments.number("seeds", 2_000);
        int wanted = arguments.number("kills", 100);
        long seed = arguments.number("seed", 1);
        Path dir = directory(arguments, "kill");
        SplittableRandom random = new SplittableRandom(seed);
        Witness witness = new Witness(FaultPlan.random(seed, arguments.share("fault-share", 0.1)));
        long needed = (long) seeds * Jobs.CALLS_PER_SEED;
        Arguments child =
                arguments.with("dir", dir.resolve("killed")).with("acknowledged", dir.resolve("acknowledged"));
        int kills = 0;
        try (FakeOpenAiServer server = server(witness)) {
            boolean done = false;
            while (!done) {
                long pause = 1 + random.nextLong(Math.max(1, needed / Math.max(1, wanted)));
                try (ChildProcess process =
                        ChildProcess.start(RunProcess.class, List.of(), child.with("url", server.baseUrl()))) {
                    if (kills < wanted
                            && awaitRequests(server, process, server.stats().requests() + pause)) {
                        process.kill();
                        kills++;
                        witness.killed(acknowledged(dir.resolve("acknowledged")));
                    } else {
                        process.awaitSuccess();
                        done = true;
                    }
                }
            }
        }
        try (FakeOpenAiServer server = server(FaultPlan.none())) {
            RunProcess.run(arguments.with("dir", dir.resolve("whole")).with("url", server.baseUrl()));
        }
        return new Result(
                kills,
                witness.requests(),
                needed,
                witness.paidTwice(),
                witness.mostRepeatedByKill(),
                sameFiles(dir.resolve("killed"), dir.resolve("whole")));
    }

    static Path directory(Arguments arguments, String name) throws IOException {
        String given = arguments.text("dir");
        return given == null ? Files.createTempDirectory("augment-" + name) : Files.createDirectories(Path.of(given));
    }

    private static FakeOpenAiServer server(FaultPlan faults) {
        return FakeOpenAiServer.builder()
                .latency(Duration.ZERO, Duration.ofMillis(2 * LATENCY_MILLIS))
                .responder(Words.responder(30))
                .faults(faults)
                .record(0)
                .start();
    }

    /** Returns whether so many requests came while the process lived. */
    static boolean awaitRequests(FakeOpenAiServer server, ChildProcess process, long count)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() - end < 0) {
            if (server.awaitRequests(count, Duration.ofMillis(100))) {
                return process.isAlive();
            }
        }
        return false;
    }

    private static Set<String> acknowledged(Path file) throws IOException {
        return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    }

    private static boolean sameFiles(Path one, Path other) throws IOException {
        RunDirectory first = RunDirectory.at(one);
        RunDirectory second = RunDirectory.at(other);
        return Files.mismatch(first.kept(), second.kept()) == -1
                && Files.mismatch(first.rejected(), second.rejected()) == -1
                && Files.mismatch(first.failed(), second.failed()) == -1;
    }
}
