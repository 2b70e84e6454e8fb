package io.augment.benchmarks;

import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.model.Weights;
import io.augment.local.internal.serve.Engine;
import io.augment.local.internal.serve.EngineOptions;
import io.augment.local.internal.serve.Job;
import io.augment.local.internal.serve.Step;
import io.augment.local.internal.tensor.KernelChoice;
import io.augment.local.internal.tensor.Kernels;
import io.augment.local.internal.tensor.Matrix;
import io.augment.local.internal.tensor.MatrixProduct;
import io.augment.local.internal.tensor.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures the in-process engine on a model of random weights: tokens per CPU-second, that is for each core, when prompts
 * are read and when replies are written, with several requests side by side; and as a share of what the same kernel does on
 * one matrix that no cache holds.
 *
 * <p>Options: {@code --shape} (0.5B, 1.5B or tiny), {@code --type} (a type of GGUF whose blocks fill the model's rows),
 * {@code --kernels} (best or scalar), {@code --threads}, {@code --prompt} and {@code --reply} (tokens), {@code --rounds}.
 * The fast kernels need {@code --add-modules jdk.incubator.vector}.
 */
public final class LocalSpeedRun {
    private static final int PREFILL_ROWS = 64;
    /** The clock of a process counts hundredths of a second. */
    private static final double LEAST_SECONDS = 0.5;

    private static final float[] NO_ADAPTERS = {};

    private final Arguments arguments;
    private final RandomGguf.Shape shape;
    private final Kernels kernels;
    private final int rounds;

    private LocalSpeedRun(Arguments arguments) {
        this.arguments = arguments;
        this.shape = RandomGguf.Shape.of(arguments.text("shape", "0.5B"));
        this.kernels = arguments.text("kernels", "best").equals("scalar") ? KernelChoice.scalar() : KernelChoice.best();
        this.rounds = arguments.number("rounds", 3);
    }

    /**
     * What came of it for a number of requests side by side.
     *
     * @param requests how many
     * @param readTokens tokens of prompts per CPU-second
     * @param readShare products of that over those of the kernel alone
     * @param writtenTokens tokens of replies per CPU-second, all requests together
     * @param writtenShare products of that over those of the kernel alone with as many vectors
     */
    record Result(int requests, double readTokens, double readShare, double writtenTokens, double writtenShare) {}

    /** Runs the program. */
    public static void main(String[] options) throws IOException, InterruptedException {
        run(Arguments.of(options));
    }

    static List<Result> run(Arguments arguments) throws IOException, InterruptedException {
        return new LocalSpeedRun(arguments).run();
    }

    private List<Result> run() throws IOException, InterruptedException {
        GgufType type = GgufType.valueOf(arguments.text("type", "Q8_0"));
        Path path = Files.createTempFile("random", ".gguf");
        try {
            RandomGguf.write(path, shape, type);
            System.out.printf(
                    "%s %s, %d MB, kernels: %s%n",
                    arguments.text("shape", "0.5B"), type, Files.size(path) >> 20, kernels.name());
            try (GgufFile file = GgufFile.open(path)) {
                List<Result> results = new ArrayList<>();
                double reading = peak(file, PREFILL_ROWS);
                for (int requests : new int[] {1, 4, 8}) {
                    results.add(measure(file, requests, reading));
                }
                memory();
                return results;
            }
        } finally {
            Files.delete(path);
        }
    }

    /** Returns the products per CPU-second of the kernel on the largest matrix, the best of all rounds. */
    private double peak(GgufFile file, int vectors) {
        Matrix matrix = Matrix.of(file, file.tensor("token_embd.weight"));
        float[] input = new float[Kernels.padded(matrix.columns()) * vectors];
        Arrays.fill(input, 0.01f);
        float[] output = new float[Kernels.padded(matrix.rows()) * vectors];
        double best = 0;
        try (Workers workers = new Workers(1, kernels, "peak")) {
            for (int round = 0; round <= rounds; round++) {
                Stopwatch watch = Stopwatch.start();
                int times = 0;
                while (watch.cpuSeconds() < LEAST_SECONDS) {
                    MatrixProduct.multiply(workers, matrix, input, vectors, output);
                    times++;
                }
                best = Math.max(best, (double) shape.outputProducts() * vectors * times / watch.cpuSeconds());
            }
        }
        System.out.printf("kernel alone, %d vectors: %.2f billion products per CPU-second%n", vectors, best / 1e9);
        return best;
    }

    private Result measure(GgufFile file, int requests, double readingPeak) throws InterruptedException {
        double writingPeak = peak(file, requests);
        int prompt = arguments.number("prompt", 256);
        int reply = arguments.number("reply", 32);
        double read = 0;
        double written = 0;
        EngineOptions options =
                new EngineOptions(arguments.number("threads", 1), requests, prompt + reply + 16, "speed");
        try (Engine engine = Engine.start(Weights.load(file), kernels, options)) {
            for (int round = 0; round < rounds; round++) {
                Stopwatch reading = Stopwatch.start();
                ask(engine, requests, prompt, 1);
                read = Math.max(read, requests * prompt / reading.cpuSeconds());
                // The prompts are so short that reading them costs as much as writing a few tokens; they are counted.
                Stopwatch writing = Stopwatch.start();
                ask(engine, requests, 2, reply);
                written = Math.max(written, requests * (reply + 1) / writing.cpuSeconds());
            }
        }
        double each = shape.layerProducts() + (double) shape.outputProducts() / prompt;
        Result result = new Result(
                requests,
                read,
                read * each / readingPeak,
                written,
                written * (shape.layerProducts() + shape.outputProducts()) / writingPeak);
        System.out.printf(
                "%d requests: reads %.1f tokens per CPU-second (%.0f%% of the kernel), writes %.1f (%.0f%%)%n",
                requests,
                result.readTokens(),
                100 * result.readShare(),
                result.writtenTokens(),
                100 * result.writtenShare());
        return result;
    }

    private void ask(Engine engine, int requests, int prompt, int reply) throws InterruptedException {
        Random random = new Random(System.nanoTime());
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            int[] tokens = random.ints(prompt, 0, shape.vocabulary()).toArray();
            int[] left = {reply};
            jobs.add(engine.submit(tokens, NO_ADAPTERS, scores -> --left[0] == 0 ? Step.END : left[0]));
        }
        for (Job job : jobs) {
            job.await(Duration.ofHours(2));
        }
    }

    private static void memory() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS") || line.startsWith("RssFile") || line.startsWith("VmHWM")) {
                    System.out.println(line);
                }
            }
        }
    }
}
