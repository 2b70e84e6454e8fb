package io.augment.benchmarks;

import io.augment.openai.OpenAiChatModel;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.RateLimit;
import io.augment.testkit.server.RetryHint;
import io.augment.testkit.server.ServerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs against a server that allows so many requests a second and says in one of three ways how long to wait.
 *
 * <p>Options: {@code --calls}, {@code --rate}, {@code --burst}, {@code --concurrency}, {@code --latency-ms}, {@code --hint}
 * (SECONDS, DATE or MILLIS; all without it), {@code --told} (true: the pipeline knows the limit), {@code --dir}.
 */
public final class RateLimitRun {
    private RateLimitRun() {}

    /**
     * What came of it.
     *
     * @param lost calls without a reply
     * @param wall time over the least that the limit allows
     * @param rejected share of calls that the server turned away
     * @param early requests that came again before their time
     */
    record Result(RetryHint hint, boolean told, long lost, double wall, double rejected, long early) {}

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Arguments arguments = Arguments.of(options);
        // A client that has only just started is slow in its own right.
        run(arguments.with("rate", 100_000).with("told", "true"), RetryHint.MILLIS);
        for (String told : new String[] {"false", "true"}) {
            for (RetryHint hint : RetryHint.values()) {
                if (arguments.text("hint", hint.name()).equals(hint.name())
                        && arguments.text("told", told).equals(told)) {
                    System.out.println(run(arguments.with("told", told), hint));
                }
            }
        }
    }

    static Result run(Arguments arguments, RetryHint hint) throws IOException {
        int calls = arguments.number("calls", 3_000);
        int rate = arguments.number("rate", 500);
        int burst = arguments.number("burst", 500);
        boolean told = Boolean.parseBoolean(arguments.text("told", "false"));
        Path dir = KillRun.directory(arguments, "rate").resolve(hint + "-" + told + "-" + rate);
        OpenAiChatModel.Builder builder =
                OpenAiChatModel.builder().apiKey("none").provider("fake").model("words");
        if (told) {
            builder.requestsPerMinute(rate * 60);
        }
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                        .latency(Duration.ofMillis(arguments.number("latency-ms", 20)))
                        .responder(Words.responder(40))
                        .rateLimit(RateLimit.requests(rate, Duration.ofSeconds(1))
                                .burst(burst)
                                .hint(hint))
                        .record(0)
                        .start();
                OpenAiChatModel model = builder.baseUrl(server.baseUrl()).build()) {
            RunReport report = Jobs.oneStage(model)
                    .concurrency(arguments.number("concurrency", 64))
                    .build()
                    .run(new NumberedSeeds(calls), RunDirectory.at(dir));
            ServerStats stats = server.stats();
            double ideal = (calls - burst) / (double) rate;
            return new Result(
                    hint,
                    told,
                    calls - report.kept(),
                    report.elapsed().toNanos() / 1e9 / ideal,
                    (double) stats.rateLimited() / calls,
                    stats.earlyRetries());
        }
    }
}
