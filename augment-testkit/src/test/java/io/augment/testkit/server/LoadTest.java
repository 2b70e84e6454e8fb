package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks at what the server counts when many requests come at once. */
class LoadTest {
    @Test
    void twoHundredRequestsAreInFlightAtOnce() throws Exception {
        int clients = 200;
        CountDownLatch all = new CountDownLatch(clients);
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .responder(call -> {
                    all.countDown();
                    await(all);
                    return Reply.of("done");
                })
                .start()) {
            List<Future<HttpResponse<String>>> replies = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                String message = "request " + i;
                replies.add(executor.submit(() -> Client.send(server, Client.chat(message))));
            }
            assertThat(server.awaitRequests(clients, Duration.ofSeconds(30))).isTrue();
            for (Future<HttpResponse<String>> reply : replies) {
                assertThat(reply.get().statusCode()).isEqualTo(200);
            }
            ServerStats stats = server.stats();
            assertThat(stats.maxInFlight()).isEqualTo(clients);
            assertThat(stats.maxConnectionsOpen()).isEqualTo(clients);
            assertThat(stats.inFlight()).isZero();
            assertThat(stats.status(200)).isEqualTo(clients);
            assertThat(stats.repeated()).isZero();
            assertThat(stats.byPath()).containsEntry("/v1/chat/completions", (long) clients);
            assertThat(server.bill().requests()).isEqualTo(clients);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void repeatsAreCountedAndPaidTwiceOnlyAfterAReply() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .faults((request, attempt) -> attempt == 1 ? Fault.serverError(500) : Fault.none())
                .record(2)
                .start()) {
            for (int i = 0; i < 4; i++) {
                Client.send(server, Client.chat("the same"));
            }
            Client.send(server, Client.chat("another"));
            ServerStats stats = server.stats();
            assertThat(stats.requests()).isEqualTo(5);
            assertThat(stats.repeated()).isEqualTo(3);
            assertThat(stats.repeatedAfterReply()).isEqualTo(2);
            assertThat(stats.byStatus()).containsOnlyKeys(200, 500);
            assertThat(server.requests()).extracting(ReceivedRequest::number).containsExactly(4L, 5L);
            assertThat(server.requests()).extracting(ReceivedRequest::attempt).containsExactly(4, 1);
            assertThat(server.awaitRequests(6, Duration.ZERO)).isFalse();
            assertThat(Client.json(Client.get(server.baseUrl().replace("/v1", "/__stats")))
                            .get("repeated")
                            .asInt())
                    .isEqualTo(3);
            assertThat(server.stats().requests()).isEqualTo(5);
        }
    }

    @Test
    void rateLimitIsEnforcedWithATruthfulHint() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .rateLimit(RateLimit.requests(1, Duration.ofHours(1)).burst(3))
                .start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Client.send(server, Client.chat("message " + i)).statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = Client.send(server, Client.chat("one more"));
            assertThat(refused.statusCode()).isEqualTo(429);
            int seconds =
                    Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow());
            assertThat(seconds).isBetween(3500, 3600);
            assertThat(server.stats().rateLimited()).isEqualTo(1);
            assertThat(server.bill().requests()).isEqualTo(3);
        }
    }

    @Test
    void tokensPerMinuteAreEnforced() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .responder(Responder.fixed("x".repeat(4 * 40)))
                .rateLimit(RateLimit.tokensOnly(100).hint(RetryHint.MILLIS))
                .start()) {
            assertThat(Client.send(server, Client.chat("a")).statusCode()).isEqualTo(200);
            assertThat(Client.send(server, Client.chat("b")).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = Client.send(server, Client.chat("c"));
            assertThat(refused.statusCode()).isEqualTo(429);
            // 2 x 48 of 100 tokens are used, 48 are wanted, and 100 come back in a minute
            long millis = Long.parseLong(
                    refused.headers().firstValue("retry-after-ms").orElseThrow());
            assertThat(millis).isBetween(20_000L, 26_400L);
            assertThat(server.stats().peakTokensPerMinute()).isEqualTo(96);
        }
    }

    @Test
    void latencyDependsOnTheRequestAlone() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .latency(Duration.ofMillis(30), Duration.ofMillis(60))
                .start()) {
            long start = System.nanoTime();
            Client.send(server, Client.chat("a"));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000L);
        }
    }

    @Test
    void closingEndsWaitingRequestsAndLeavesNoThread() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(20);
        try {
            FakeOpenAiServer server =
                    FakeOpenAiServer.builder().latency(Duration.ofHours(1)).start();
            List<Future<HttpResponse<String>>> replies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String message = "request " + i;
                replies.add(executor.submit(() -> Client.send(server, Client.chat(message))));
            }
            assertThat(server.awaitRequests(20, Duration.ofSeconds(30))).isTrue();
            server.close();
            for (Future<HttpResponse<String>> reply : replies) {
                assertThat(reply).failsWithin(Duration.ofSeconds(30));
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("fake-openai-" + server.port() + "-"));
            assertThat(server.stats().connectionsOpen()).isZero();
            server.close();
        } finally {
            executor.shutdownNow();
        }
    }
}
