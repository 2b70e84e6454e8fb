package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Looks at each fault with the eyes of a real client. */
class FaultsTest {
    private static final String BODY = Client.chat("Describe a river.").toString();

    private static FakeOpenAiServer with(Fault... faults) {
        return FakeOpenAiServer.builder().faults(FaultPlan.scripted(faults)).start();
    }

    private static HttpResponse<String> send(FakeOpenAiServer server) throws IOException, InterruptedException {
        return Client.send(server, "/chat/completions", BODY);
    }

    @Test
    void rateLimitsCarryTheHintInThreeForms() throws Exception {
        try (FakeOpenAiServer server = with(
                Fault.rateLimit(Duration.ofMillis(1500), RetryHint.SECONDS),
                Fault.rateLimit(Duration.ofMillis(1500), RetryHint.MILLIS),
                Fault.rateLimit(Duration.ofMillis(1500), RetryHint.DATE),
                Fault.rateLimit())) {
            assertThat(send(server).headers().firstValue("retry-after")).contains("2");
            HttpResponse<String> millis = send(server);
            assertThat(millis.headers().firstValue("retry-after-ms")).contains("1500");
            assertThat(millis.headers().firstValue("retry-after")).isEmpty();
            ZonedDateTime before = ZonedDateTime.now();
            String date = send(server).headers().firstValue("retry-after").orElseThrow();
            ZonedDateTime named = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(named).isAfterOrEqualTo(before.plusNanos(1_500_000_000).minusNanos(2_000_000));
            HttpResponse<String> bare = send(server);
            assertThat(bare.statusCode()).isEqualTo(429);
            assertThat(bare.headers().map()).doesNotContainKeys("retry-after", "retry-after-ms");
            assertThat(send(server).statusCode()).isEqualTo(200);
            assertThat(server.stats().faults(FaultKind.RATE_LIMIT)).isEqualTo(4);
            assertThat(server.stats().earlyRetries()).isEqualTo(4);
            assertThat(server.bill().requests()).isEqualTo(1);
        }
    }

    @Test
    void retryInTimeIsNotEarly() throws Exception {
        try (FakeOpenAiServer server = with(Fault.rateLimit(Duration.ZERO, RetryHint.MILLIS))) {
            send(server);
            send(server);
            assertThat(server.stats().earlyRetries()).isZero();
            assertThat(server.stats().repeated()).isEqualTo(1);
            assertThat(server.stats().repeatedAfterReply()).isZero();
        }
    }

    @Test
    void serverErrorsComeAsJsonAndAsPages() throws Exception {
        try (FakeOpenAiServer server = with(
                Fault.serverError(502),
                Fault.htmlError(503),
                Fault.unavailable(Duration.ofSeconds(3), RetryHint.SECONDS))) {
            assertThat(Client.json(send(server)).at("/error/type").asText()).isEqualTo("server_error");
            HttpResponse<String> page = send(server);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
            assertThat(page.body()).contains("<h1>503 Service Unavailable</h1>");
            assertThat(send(server).headers().firstValue("retry-after")).contains("3");
            assertThat(server.stats().status(503)).isEqualTo(2);
            assertThat(server.bill().requests()).isZero();
        }
    }

    @Test
    void resetsBeforeTheWorkCostNothingAndThoseAfterDo() throws Exception {
        try (FakeOpenAiServer server = with(Fault.resetBefore(), Fault.resetAfter())) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
            assertThat(server.bill().requests()).isZero();
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
            assertThat(server.bill().requests()).isEqualTo(1);
            assertThat(send(server).statusCode()).isEqualTo(200);
            assertThat(server.stats().requests()).isEqualTo(3);
            assertThat(server.stats().repeatedAfterReply()).isZero();
        }
    }

    @Test
    void truncatedBodiesEndTooEarly() throws Exception {
        try (FakeOpenAiServer server = with(Fault.truncatedBody())) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
            assertThat(server.bill().requests()).isEqualTo(1);
            assertThat(send(server).statusCode()).isEqualTo(200);
            assertThat(server.stats().repeatedAfterReply()).isZero();
        }
    }

    @Test
    void stalledBodiesWaitForTheClientToGiveUp() throws Exception {
        try (FakeOpenAiServer server = with(Fault.stalled())) {
            HttpURLConnection impatient = (HttpURLConnection)
                    URI.create(server.baseUrl() + "/chat/completions").toURL().openConnection();
            impatient.setReadTimeout(100);
            impatient.setDoOutput(true);
            impatient.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
            assertThat(impatient.getResponseCode()).isEqualTo(200);
            assertThatThrownBy(() -> impatient.getInputStream().readAllBytes())
                    .isInstanceOf(SocketTimeoutException.class);
            impatient.disconnect();
            assertThat(server.stats().inFlight()).isZero();
            assertThat(server.bill().requests()).isEqualTo(1);
        }
    }

    @Test
    void stalledBodiesEndAtTheServersLimit() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .faults(FaultPlan.scripted(Fault.stalled()))
                .stallLimit(Duration.ofMillis(20))
                .start()) {
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void slowBodiesArriveWhole() throws Exception {
        try (FakeOpenAiServer server = with(Fault.none(), Fault.slowBody(Duration.ofMillis(60)))) {
            String whole = send(server).body();
            long start = System.nanoTime();
            assertThat(send(server).body()).isEqualTo(whole);
            assertThat(System.nanoTime() - start).isGreaterThan(50_000_000L);
            assertThat(server.stats().repeatedAfterReply()).isEqualTo(1);
        }
    }

    @Test
    void malformedBodiesAreNoJson() throws Exception {
        try (FakeOpenAiServer server = with(Fault.cutJson(), Fault.htmlPage())) {
            HttpResponse<String> cut = send(server);
            assertThat(cut.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> Client.json(cut)).isInstanceOf(JsonProcessingException.class);
            HttpResponse<String> page = send(server);
            assertThat(page.body()).startsWith("<html>");
            assertThat(server.stats().repeatedAfterReply()).isZero();
            assertThat(server.bill().requests()).isEqualTo(2);
        }
    }

    @Test
    void outagesAnswer503OrRefuse() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            server.down();
            assertThat(send(server).statusCode()).isEqualTo(503);
            server.up();
            assertThat(send(server).statusCode()).isEqualTo(200);
            server.refuse();
            assertThatThrownBy(() -> send(server)).isInstanceOf(IOException.class); // the pooled connection is reset
            assertThatThrownBy(() -> send(server)).isInstanceOf(ConnectException.class);
            server.up();
            assertThat(send(server).statusCode()).isEqualTo(200);
            server.down(Duration.ZERO);
            assertThat(send(server).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusalForATimeEndsByItself() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            server.refuse(Duration.ofMillis(30));
            int tries = 0;
            while (true) {
                try {
                    assertThat(send(server).statusCode()).isEqualTo(200);
                    break;
                } catch (IOException e) {
                    assertThat(++tries).isLessThan(100_000);
                }
            }
        }
    }

    @Test
    void randomFaultsAreEvenAndRepeatable() {
        FaultPlan plan = FaultPlan.random(5, 0.2);
        FaultPlan same = FaultPlan.random(5, 0.2);
        FaultPlan other = FaultPlan.random(6, 0.2);
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        int differ = 0;
        int requests = 20_000;
        for (int i = 0; i < requests; i++) {
            ReceivedRequest request = Requests.of("body " + i, 1 + i % 3);
            Fault fault = plan.faultFor(request, request.attempt());
            assertThat(same.faultFor(request, request.attempt()).toString()).isEqualTo(fault.toString());
            differ += fault.kind() == other.faultFor(request, request.attempt()).kind() ? 0 : 1;
            counts.merge(fault.kind(), 1, Integer::sum);
        }
        assertThat(counts.remove(FaultKind.NONE) / (double) requests).isCloseTo(0.8, within(0.02));
        assertThat(differ).isGreaterThan(requests / 5);
        assertThat(counts).hasSize(7);
        counts.forEach((kind, count) ->
                assertThat(count / (double) requests).as(kind.name()).isCloseTo(0.2 / 7, within(0.006)));
    }

    @Test
    void randomFaultsShowAllVariantsOfAKind() {
        FaultPlan plan = FaultPlan.random(1, 1, FaultKind.SERVER_ERROR);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(plan.faultFor(Requests.of("body " + i, 1), 1).toString().replaceAll("PT\\S+", "time"));
        }
        assertThat(seen).hasSize(6);
        assertThatThrownBy(() -> FaultPlan.random(1, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
