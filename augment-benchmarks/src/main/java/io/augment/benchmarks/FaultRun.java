package io.augment.benchmarks;

import io.augment.openai.OpenAiChatModel;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.FaultKind;
import io.augment.testkit.server.FaultPlan;
import io.augment.testkit.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Lets a share of all attempts fail, spread evenly over all kinds, and counts records and requests.
 *
 * <p>Options: {@code --seeds}, {@code --concurrency}, {@code --fault-share}, {@code --timeout-ms}, {@code --seed}, {@code --dir}.
 */
public final class FaultRun {
    private FaultRun() {}

    /**
     * What came of it.
     *
     * @param read seeds that were read
     * @param accounted records that were kept, rejected or failed, less those that were created
     * @param failed records that failed
     * @param requests requests that the server saw
     * @param needed requests that a run without faults makes
     * @param faults faults by kind
     * @param wall seconds
     */
    record Result(
            long read,
            long accounted,
            long failed,
            long requests,
            long needed,
            Map<FaultKind, Long> faults,
            double wall) {
        double factor() {
            return (double) requests / needed;
        }
    }

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Result result = run(Arguments.of(options));
        System.out.println(result + " requests/needed " + result.factor());
    }

    static Result run(Arguments arguments) throws IOException {
        int seeds = arguments.number("seeds", 2_000);
        FaultPlan faults = FaultPlan.random(
                arguments.number("seed", 1),
                arguments.share("fault-share", 0.2),
                FaultKind.RATE_LIMIT,
                FaultKind.SERVER_ERROR,
                FaultKind.RESET,
                FaultKind.TRUNCATED_BODY,
                FaultKind.STALLED,
                FaultKind.MALFORMED_JSON);
        Path dir = KillRun.directory(arguments, "fault");
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                        .latency(Duration.ofMillis(5), Duration.ofMillis(40))
                        .responder(Words.responder(40))
                        .faults(faults)
                        .record(0)
                        .start();
                OpenAiChatModel model = OpenAiChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("none")
                        .provider("fake")
                        .model("words")
                        .build()) {
            RunReport report = Jobs.threeStages(model, call -> {})
                    .concurrency(arguments.number("concurrency", 64))
                    .callTimeout(Duration.ofMillis(arguments.number("timeout-ms", 4_000)))
                    .build()
                    .run(new NumberedSeeds(seeds), RunDirectory.at(dir));
            ServerStats stats = server.stats();
            long failed = StageCount.sum(report.failed());
            return new Result(
                    report.read(),
                    report.kept() + StageCount.sum(report.rejected()) + failed - report.created(),
                    failed,
                    stats.requests(),
                    (long) seeds * Jobs.CALLS_PER_SEED,
                    stats.faults(),
                    report.elapsed().toMillis() / 1e3);
        }
    }
}
