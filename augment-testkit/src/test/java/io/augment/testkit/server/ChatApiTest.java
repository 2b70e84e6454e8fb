package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.testkit.internal.server.Tokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatApiTest {
    private static final String LONG = "Rivers carry water, 河流运水 and they never ask for a reward. ".repeat(3);

    @Test
    void limitOfTokensCutsTheTextAndSaysSo() throws Exception {
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().responder(Responder.fixed(LONG)).start()) {
            for (String limit : List.of("max_tokens", "max_completion_tokens")) {
                JsonNode reply =
                        Client.json(Client.send(server, Client.chat("Go on.").put(limit, 9)));
                String text = reply.at("/choices/0/message/content").asText();
                assertThat(LONG).startsWith(text);
                assertThat(Tokens.count(text)).isEqualTo(9);
                assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
                assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(9);
            }
            ObjectNode exact = Client.chat("Go on.").put("max_tokens", Tokens.count(LONG));
            assertThat(Client.json(Client.send(server, exact))
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo("stop");
        }
    }

    @Test
    void usageIsWhatIsBilled() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .responder(Responder.fixed("Four tokens here"))
                .start()) {
            ObjectNode body = Client.chat("12345678").put("n", 3);
            JsonNode usage = Client.json(Client.send(server, body)).get("usage");
            assertThat(usage.get("prompt_tokens").asInt()).isEqualTo(2 + 4 + 3);
            assertThat(usage.get("completion_tokens").asInt()).isEqualTo(3 * 4);
            assertThat(usage.get("total_tokens").asInt()).isEqualTo(21);
            assertThat(server.bill()).isEqualTo(new Bill(1, 9, 12));
            assertThat(server.bill("fake-teacher")).isEqualTo(server.bill());
            assertThat(server.bill("another").requests()).isZero();
            assertThat(server.bill().cost(new java.math.BigDecimal("2"), new java.math.BigDecimal("10")))
                    .isEqualByComparingTo("0.000138");
        }
    }

    @Test
    void usageCanBeLeftOut() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder().usage(false).start()) {
            assertThat(Client.json(Client.send(server, Client.chat("Hello"))).has("usage"))
                    .isFalse();
            assertThat(server.bill().promptTokens()).isPositive();
        }
    }

    @Test
    void logprobsFitTheKindOfToken() throws Exception {
        try (FakeOpenAiServer server =
                FakeOpenAiServer.builder().responder(Responder.fixed("7")).start()) {
            ObjectNode body = Client.chat("Score it.").put("logprobs", true).put("top_logprobs", 4);
            JsonNode content = Client.json(Client.send(server, body)).at("/choices/0/logprobs/content");
            assertThat(content).hasSize(1);
            assertThat(content.at("/0/token").asText()).isEqualTo("7");
            List<String> tokens = content.at("/0/top_logprobs").findValuesAsText("token");
            assertThat(tokens).hasSize(4).startsWith("7").contains("6", "8").doesNotHaveDuplicates();
            double sum = content.at("/0/top_logprobs").findValues("logprob").stream()
                    .mapToDouble(value -> Math.exp(value.asDouble()))
                    .sum();
            assertThat(sum).isBetween(0.5, 1.001);
        }
    }

    @Test
    void repliesAreAFunctionOfTheRequest() throws Exception {
        ObjectNode body = Client.chat("Describe a river.");
        String first;
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            first = Client.send(server, body).body();
            assertThat(Client.send(server, body).body()).isEqualTo(first);
            String other = Client.send(server, body.deepCopy().put("seed", 7)).body();
            assertThat(other).isNotEqualTo(first);
        }
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            assertThat(Client.send(server, body).body()).isEqualTo(first);
        }
    }

    @Test
    void seedDoesNotMatterAtTemperatureZero() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            ObjectNode body = Client.chat("Describe a river.").put("temperature", 0);
            String one = Client.text(Client.send(server, body.deepCopy().put("seed", 1)));
            assertThat(Client.text(Client.send(server, body.deepCopy().put("seed", 2))))
                    .isEqualTo(one);
        }
    }

    @Test
    void streamGivesTheSameTextInPieces() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .responder(Responder.fixed(LONG.repeat(20)))
                .start()) {
            HttpResponse<String> response =
                    Client.send(server, Client.chat("Go on.").put("stream", true));
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
            StringBuilder text = new StringBuilder();
            String last = "";
            String finish = "";
            for (String line : response.body().split("\n\n", -1)) {
                if (!line.isEmpty() && !line.equals("data: [DONE]")) {
                    JsonNode choice = Client.JSON.readTree(line.substring(6)).at("/choices/0");
                    text.append(choice.at("/delta/content").asText(""));
                    finish = choice.at("/finish_reason").asText("");
                }
                last = line.isEmpty() ? last : line;
            }
            assertThat(text.toString()).isEqualTo(LONG.repeat(20));
            assertThat(finish).isEqualTo("stop");
            assertThat(last).isEqualTo("data: [DONE]");
        }
    }

    @Test
    void keyAndModelAreChecked() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .apiKey("test-key")
                .models("fake-teacher")
                .start()) {
            assertThat(Client.send(server, Client.chat("Hello")).statusCode()).isEqualTo(200);
            HttpResponse<String> unknown =
                    Client.send(server, Client.chat("Hello").put("model", "gpt-0"));
            assertThat(Client.json(unknown).at("/error/code").asText()).isEqualTo("model_not_found");
            HttpResponse<String> keyless = Client.get(server.baseUrl() + "/models");
            assertThat(keyless.statusCode()).isEqualTo(401);
            assertThat(Client.json(keyless).at("/error/code").asText()).isEqualTo("invalid_api_key");
        }
    }

    @Test
    void chunkedBodiesAndQueriesAreRead() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.start()) {
            byte[] body = Client.chat("x".repeat(50_000)).toString().getBytes(StandardCharsets.UTF_8);
            HttpRequest request = Client.request(server, "/chat/completions?api-version=1", "")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .build();
            assertThat(Client.send(request).statusCode()).isEqualTo(200);
            ReceivedRequest seen = server.requests().get(0);
            assertThat(seen.body()).isEqualTo(new String(body, StandardCharsets.UTF_8));
            assertThat(seen.headers().get("AUTHORIZATION")).containsExactly("Bearer test-key");
            assertThat(seen.toString()).doesNotContain("test-key").contains("POST /v1/chat/completions");
        }
    }

    @Test
    void rawRepliesAndDialectsAreSentAsTheyAre() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .responder(Responder.scripted(
                        Reply.raw(418, "text/plain", "no tea 茶"),
                        Reply.of("fine").finishReason("eos").reasoning("hm")))
                .start()) {
            HttpResponse<String> raw = Client.send(server, Client.chat("1"));
            assertThat(raw.statusCode()).isEqualTo(418);
            assertThat(raw.body()).isEqualTo("no tea 茶");
            JsonNode choice = Client.json(Client.send(server, Client.chat("2"))).at("/choices/0");
            assertThat(choice.at("/finish_reason").asText()).isEqualTo("eos");
            assertThat(choice.at("/message/reasoning_content").asText()).isEqualTo("hm");
            HttpResponse<String> used = Client.send(server, Client.chat("3"));
            assertThat(used.statusCode()).isEqualTo(500);
            assertThat(used.body()).contains("all 2 scripted replies are used up");
        }
    }

    @Test
    void redirectsNameTheOtherHost() throws Exception {
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .redirectTo("http://127.0.0.1:1/elsewhere")
                .start()) {
            HttpResponse<String> response = Client.send(server, Client.chat("Hello"));
            assertThat(response.statusCode()).isEqualTo(307);
            assertThat(response.headers().firstValue("location")).contains("http://127.0.0.1:1/elsewhere");
            assertThat(server.bill().requests()).isZero();
        }
    }
}
