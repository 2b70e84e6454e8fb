package io.augment.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.augment.Outcome;
import io.augment.chat.ChatResponse;
import io.augment.chat.Usage;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerKey;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.StreamingPipeline;
import io.augment.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the ledger costs: CPU of a job with it over CPU without it, in turns; and CPU of opening a ledger over CPU of
 * tokenizing its files with Jackson.
 *
 * <p>Options: {@code --calls}, {@code --concurrency}, {@code --latency-ms}, {@code --rounds}, {@code --replies} (of the ledger
 * that is opened), {@code --dir}.
 */
public final class LedgerCostRun {
    private LedgerCostRun() {}

    /**
     * What came of it.
     *
     * @param onOverOff CPU for each call with a ledger over CPU without one, least of all rounds
     * @param openOverTokens CPU of opening a ledger over CPU of tokenizing it, least of all rounds
     */
    record Result(double onOverOff, double openOverTokens) {}

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        System.out.println(run(Arguments.of(options)));
    }

    static Result run(Arguments arguments) throws IOException {
        Path dir = KillRun.directory(arguments, "ledger-cost");
        return new Result(onOverOff(arguments, dir), openOverTokens(arguments, dir.resolve("ledger")));
    }

    private static double onOverOff(Arguments arguments, Path dir) throws IOException {
        int calls = arguments.number("calls", 40_000);
        double on = Double.MAX_VALUE;
        double off = Double.MAX_VALUE;
        try (ServerProcess server =
                ServerProcess.start(arguments.with("latency-ms", arguments.text("latency-ms", "50")))) {
            for (int round = 0; round <= arguments.number("rounds", 3); round++) {
                double with = streamCpu(arguments, server.url(), calls, RunDirectory.at(dir.resolve("run-" + round)));
                double without = streamCpu(arguments, server.url(), calls, null);
                System.out.printf(
                        "CPU ms for each call: %.4f with a ledger, %.4f without%s%n",
                        with / calls * 1e3, without / calls * 1e3, round == 0 ? " (warm-up)" : "");
                if (round > 0) {
                    on = Math.min(on, with);
                    off = Math.min(off, without);
                }
            }
        }
        return on / off;
    }

    private static double streamCpu(Arguments arguments, String url, int calls, @Nullable RunDirectory directory) {
        try (OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(url)
                .apiKey("none")
                .provider("fake")
                .model("words")
                .build()) {
            StreamingPipeline pipeline = Jobs.oneStage(model)
                    .concurrency(arguments.number("concurrency", 256))
                    .build();
            Stopwatch watch = Stopwatch.start();
            try (Stream<Outcome> outcomes = pipeline.stream(
                    LongStream.range(0, calls).mapToObj(NumberedSeeds::seed).iterator(), directory)) {
                if (outcomes.filter(Outcome.Kept.class::isInstance).count() != calls) {
                    throw new IllegalStateException("Records were lost");
                }
            }
            return watch.cpuSeconds();
        }
    }

    private static double openOverTokens(Arguments arguments, Path directory) throws IOException {
        fill(directory, arguments.number("replies", 1_000_000));
        double open = Double.MAX_VALUE;
        double tokens = Double.MAX_VALUE;
        for (int round = 0; round <= arguments.number("rounds", 3); round++) {
            Stopwatch opening = Stopwatch.start();
            Ledger.open(directory).close();
            double opened = opening.cpuSeconds();
            Stopwatch tokenizing = Stopwatch.start();
            tokenize(directory);
            double tokenized = tokenizing.cpuSeconds();
            System.out.printf("CPU s: %.3f to open, %.3f to tokenize%n", opened, tokenized);
            open = Math.min(open, opened);
            tokens = Math.min(tokens, tokenized);
        }
        return open / tokens;
    }

    /** Writes replies in groups, as many calls at once do, so that not each pays for a flush of its own. */
    private static void fill(Path directory, int replies) {
        try (Ledger ledger = Ledger.open(directory)) {
            int threads = 256;
            List<Thread> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                Thread worker = new Thread(null, () -> fill(ledger, first, threads, replies), "fill", 256 << 10);
                worker.start();
                workers.add(worker);
            }
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Ledger ledger, int first, int step, int replies) {
        for (int i = first; i < replies; i += step) {
            LedgerKey key = new LedgerKey(i * 0x9E3779B97F4A7C15L, i * 0xC2B2AE3D27D4EB4FL);
            Ledger.Attempt attempt = ledger.hold(key, "generate", "fake/words", new Charge(400, 120, null), false);
            ChatResponse response = ChatResponse.builder(Words.of("reply " + i, 40))
                    .usage(Usage.of(60, 50))
                    .build();
            ledger.reply(attempt, response, new Charge(60, 50, null));
        }
    }

    private static void tokenize(Path directory) throws IOException {
        JsonFactory factory = new JsonFactory();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                try (JsonParser json = factory.createParser(file.toFile())) {
                    while (json.nextToken() != null) {
                        // Reading the tokens is the work.
                    }
                }
            }
        }
    }
}
