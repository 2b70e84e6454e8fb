package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.testkit.server.FakeOpenAiServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Estimates a run by a pilot, makes the run, and compares the two. */
final class EstimateCheck {
    private EstimateCheck() {}

    /**
     * What came of it.
     *
     * @param predicted cost by the pilot in US dollars
     * @param actual cost of the run in US dollars
     * @param low lower end of the prediction's range
     * @param high upper end of the prediction's range
     */
    record Result(double predicted, double actual, double low, double high) {
        /** Returns how far the prediction was off, as a share of the cost. */
        double error() {
            return predicted / actual - 1;
        }
    }

    static Result of(Path seeds, int pilot, Path temp) throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .latency(Duration.ofMillis(2), Duration.ofMillis(6))
                .start()) {
            Object[] options = {
                "--model",
                "teacher",
                "--base-url",
                server.baseUrl(),
                "--in",
                seeds,
                "--out",
                temp.resolve("estimate-" + pilot),
                "--expand",
                2,
                "--refine",
                "--judge",
                "0.3",
                "--price-in",
                "0.4",
                "--price-out",
                "1.6",
                "--json"
            };
            List<Object> estimate = new ArrayList<>(List.of("estimate", "--pilot", pilot));
            estimate.addAll(List.of(options));
            JsonNode predicted = Cli.run(estimate.toArray()).json();
            assertThat(predicted.at("/seconds/expected").asDouble()).isPositive();
            long paid = server.stats().requests();
            List<Object> run = new ArrayList<>(List.of("run"));
            run.addAll(List.of(options));
            JsonNode actual = Cli.run(run.toArray()).json();
            assertThat(actual.get("replayed").asLong()).isEqualTo(paid);
            assertThat(server.stats().repeatedAfterReply()).isZero();
            return new Result(
                    money(predicted.at("/costUsd/expected")),
                    money(actual.get("costUsd")),
                    money(predicted.at("/costUsd/low")),
                    money(predicted.at("/costUsd/high")));
        }
    }

    private static double money(JsonNode amount) {
        return new BigDecimal(amount.asText()).doubleValue();
    }
}
