package io.augment.benchmarks;

import io.augment.testkit.server.Bill;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.FaultPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs into a token cap and into a money cap with many calls in flight, under faults and kills, and compares the caps with
 * what the server billed.
 *
 * <p>Options: {@code --seeds}, {@code --concurrency}, {@code --kills}, {@code --fault-share}, {@code --cap-share} (of what the
 * whole job would bill), {@code --seed}, {@code --dir}.
 */
public final class BudgetRun {
    private static final String INPUT_PRICE = "0.37";
    private static final String OUTPUT_PRICE = "1.13";

    /** What one call of the job bills, more or less. */
    private static final long TOKENS_PER_CALL = 150;

    private BudgetRun() {}

    /**
     * What came of it.
     *
     * @param cap the cap, in tokens or US dollars
     * @param billed what the server billed, in the same unit
     * @param kills kills that met a living process
     * @param requests requests that the server saw
     */
    record Result(BigDecimal cap, BigDecimal billed, int kills, long requests) {
        boolean isKept() {
            return billed.compareTo(cap) <= 0;
        }
    }

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        Arguments arguments = Arguments.of(options);
        System.out.println("tokens: " + tokens(arguments));
        System.out.println("money:  " + money(arguments));
    }

    static Result tokens(Arguments arguments) throws IOException, InterruptedException {
        long cap = capTokens(arguments);
        return run(arguments, "tokens", BigDecimal.valueOf(cap));
    }

    static Result money(Arguments arguments) throws IOException, InterruptedException {
        BigDecimal cap = BigDecimal.valueOf(capTokens(arguments))
                .multiply(new BigDecimal("0.6"))
                .movePointLeft(6);
        return run(arguments, "usd", cap);
    }

    private static long capTokens(Arguments arguments) {
        long calls = (long) arguments.number("seeds", 10_000) * Jobs.CALLS_PER_SEED;
        return (long) (calls * TOKENS_PER_CALL * arguments.share("cap-share", 0.4));
    }

    private static Result run(Arguments arguments, String unit, BigDecimal cap)
            throws IOException, InterruptedException {
        int wanted = arguments.number("kills", 4);
        long seed = arguments.number("seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        Path dir = KillRun.directory(arguments, "budget").resolve(unit);
        Arguments child = arguments
                .with("dir", dir)
                .with("concurrency", arguments.number("concurrency", 500))
                .with("seeds", arguments.number("seeds", 10_000))
                .with(unit, cap.toPlainString())
                .with("input-price", INPUT_PRICE)
                .with("output-price", OUTPUT_PRICE);
        long calls = capTokens(arguments) / TOKENS_PER_CALL;
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .latency(Duration.ofMillis(5), Duration.ofMillis(60))
                .responder(Words.responder(40))
                .faults(FaultPlan.random(seed, arguments.share("fault-share", 0.1)))
                .record(0)
                .start()) {
            int kills = 0;
            boolean done = false;
            while (!done) {
                long pause = 1 + random.nextLong(Math.max(1, calls / (wanted + 1)));
                try (ChildProcess process =
                        ChildProcess.start(RunProcess.class, List.of(), child.with("url", server.baseUrl()))) {
                    if (kills < wanted
                            && KillRun.awaitRequests(
                                    server, process, server.stats().requests() + pause)) {
                        process.kill();
                        kills++;
                    } else {
                        process.awaitSuccess();
                        done = true;
                    }
                }
            }
            Bill bill = server.bill();
            BigDecimal billed = unit.equals("tokens")
                    ? BigDecimal.valueOf(bill.tokens())
                    : bill.cost(new BigDecimal(INPUT_PRICE), new BigDecimal(OUTPUT_PRICE));
            return new Result(cap, billed, kills, server.stats().requests());
        }
    }
}
