package io.augment.benchmarks;

import io.augment.export.Export;
import io.augment.openai.OpenAiChatModel;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Measures a whole job with a durable ledger beside a plain OkHttp loop over the same calls, and a loop with LangChain4j where
 * it is asked for, in turns.
 *
 * <p>Options: {@code --calls}, {@code --warm-up} (calls of each before the first round), {@code --latency-ms}, {@code
 * --concurrency}, {@code --rounds}, {@code --langchain4j} (true: measure it, too), {@code --dir}.
 */
public final class ThroughputRun {
    private static final String JOB = "job";
    private static final String LOOP = "loop";
    private static final String LANGCHAIN = "langchain4j";

    private ThroughputRun() {}

    /**
     * What one round measured.
     *
     * @param who the loop, LangChain4j or the job
     * @param efficiency the least time that the latency allows over the time it took
     * @param cpuMillis CPU time of the client for each call, in milliseconds
     * @param connections connections that were opened
     */
    record Round(String who, double efficiency, double cpuMillis, long connections) {}

    /**
     * What came of it.
     *
     * @param mostInFlight most calls that the server served at once
     */
    record Result(List<Round> rounds, long mostInFlight) {
        double best(String who) {
            return rounds.stream()
                    .filter(round -> round.who().equals(who))
                    .mapToDouble(Round::efficiency)
                    .max()
                    .orElse(0);
        }

        double leastCpuMillis(String who) {
            return rounds.stream()
                    .filter(round -> round.who().equals(who))
                    .mapToDouble(Round::cpuMillis)
                    .min()
                    .orElse(0);
        }

        long mostConnections(String who) {
            return rounds.stream()
                    .filter(round -> round.who().equals(who))
                    .mapToLong(Round::connections)
                    .max()
                    .orElse(0);
        }
    }

    /** Makes so many calls, and leaves what it writes in a directory. */
    private interface Client {
        void make(int calls, Path dir) throws InterruptedException, ExecutionException;
    }

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Result result = run(Arguments.of(options));
        for (String who : List.of(JOB, LOOP, LANGCHAIN)) {
            if (result.best(who) > 0) {
                System.out.printf(
                        "%s: efficiency %.3f, CPU %.3f ms a call, %.2f of the job's%n",
                        who,
                        result.best(who),
                        result.leastCpuMillis(who),
                        result.leastCpuMillis(who) / result.leastCpuMillis(JOB));
            }
        }
        System.out.printf("most in flight %d%n", result.mostInFlight());
    }

    static Result run(Arguments arguments) throws IOException, InterruptedException, ExecutionException {
        int calls = arguments.number("calls", 20_000);
        int concurrency = arguments.number("concurrency", 256);
        int latency = arguments.number("latency-ms", 50);
        double ideal = calls * (latency / 1e3) / concurrency;
        Path dir = KillRun.directory(arguments, "throughput");
        List<Round> rounds = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(arguments.with("latency-ms", latency))) {
            Map<String, Client> clients = new LinkedHashMap<>();
            clients.put(LOOP, (count, to) -> OkHttpLoop.run(server.url(), count, concurrency));
            if (Boolean.parseBoolean(arguments.text(LANGCHAIN, "false"))) {
                clients.put(LANGCHAIN, (count, to) -> LangChainLoop.run(server.url(), count, concurrency));
            }
            clients.put(JOB, (count, to) -> job(server.url(), count, concurrency, to));
            int warmUp = arguments.number("warm-up", Math.min(calls, 5_000));
            for (Client client : clients.values()) {
                client.make(warmUp, dir.resolve("warm-up"));
            }
            for (int round = 1; round <= arguments.number("rounds", 3); round++) {
                for (Map.Entry<String, Client> client : clients.entrySet()) {
                    long before = server.counted("connectionsOpened");
                    Stopwatch watch = Stopwatch.start();
                    client.getValue().make(calls, dir.resolve("round-" + round));
                    rounds.add(round(client.getKey(), watch, calls, ideal, server, before));
                }
            }
            return new Result(List.copyOf(rounds), server.counted("maxInFlight"));
        }
    }

    /** One connection is the question for the counter itself. */
    private static Round round(
            String who, Stopwatch watch, int calls, double ideal, ServerProcess server, long connectionsBefore)
            throws IOException, InterruptedException {
        double wall = watch.wallSeconds();
        double cpu = watch.cpuSeconds();
        long opened = server.counted("connectionsOpened") - connectionsBefore - 1;
        Round round = new Round(who, ideal / wall, cpu / calls * 1e3, opened);
        System.out.println(round);
        return round;
    }

    private static void job(String url, int calls, int concurrency, Path dir) {
        try (OpenAiChatModel model = OpenAiChatModel.builder()
                .baseUrl(url)
                .apiKey("none")
                .provider("fake")
                .model("words")
                .build()) {
            RunReport report = Jobs.oneStage(model)
                    .concurrency(concurrency)
                    .build()
                    .run(
                            new NumberedSeeds(calls),
                            Export.to(dir.resolve("export")).alpaca(),
                            RunDirectory.at(dir.resolve("run")));
            if (report.kept() != calls) {
                throw new IllegalStateException("Only " + report.kept() + " of " + calls + " were kept");
            }
        }
    }
}
