package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds each standard reply and error to OpenAI's own schemas. */
class StandardRepliesTest {
    private static OpenAiSpec spec;
    private static FakeOpenAiServer server;

    @BeforeAll
    static void start() throws IOException {
        spec = OpenAiSpec.find();
        server = FakeOpenAiServer.builder()
                .models("fake-teacher", "other")
                .responder(Responder.byRule()
                        .when(call -> call.lastUserMessage().equals("refuse"), call -> Reply.refusal("I will not."))
                        .when(
                                call -> call.lastUserMessage().equals("think"),
                                call -> Reply.of("42").reasoning("six times seven"))
                        .whenContains("digit", "8"))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theSpecificationIsThere() {
        spec.assumeFound();
        assertThatThrownBy(() -> spec.check("ErrorResponse", "{}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void chatCompletions() throws Exception {
        List<ObjectNode> bodies = List.of(
                Client.chat("Name three rivers."),
                Client.chat("请列出三条河流。"),
                Client.chat("refuse"),
                Client.chat("think"),
                Client.chat("Name three rivers.").put("n", 3),
                Client.chat("Name three rivers.").put("max_tokens", 2),
                Client.chat("Give a digit.").put("logprobs", true).put("top_logprobs", 5),
                Client.chat("Give a digit.").put("logprobs", true));
        for (ObjectNode body : bodies) {
            spec.check("CreateChatCompletionRequest", body.toString());
            HttpResponse<String> response = Client.send(server, body);
            assertThat(response.statusCode()).isEqualTo(200);
            spec.check("CreateChatCompletionResponse", response.body());
        }
    }

    @Test
    void streamChunks() throws Exception {
        ObjectNode body = Client.chat("Name three rivers.").put("stream", true).put("n", 2);
        body.putObject("stream_options").put("include_usage", true);
        List<String> events = Client.send(server, body)
                .body()
                .lines()
                .filter(line -> !line.isEmpty() && !line.equals("data: [DONE]"))
                .toList();
        assertThat(events).hasSizeGreaterThan(6).allMatch(line -> line.startsWith("data: {"));
        for (String event : events) {
            spec.check("CreateChatCompletionStreamResponse", event.substring(6));
        }
    }

    @Test
    void embeddingsAndModels() throws Exception {
        String body = "{\"model\":\"other\",\"input\":[\"a river\",\"一条河\"]}";
        spec.check(
                "CreateEmbeddingResponse",
                Client.send(server, "/embeddings", body).body());
        spec.check(
                "ListModelsResponse", Client.get(server.baseUrl() + "/models").body());
        spec.check("Model", Client.get(server.baseUrl() + "/models/other").body());
    }

    @Test
    void errors() throws Exception {
        error(404, Client.get(server.baseUrl() + "/nothing"));
        error(404, Client.get(server.baseUrl() + "/models/unknown"));
        error(404, Client.send(server, Client.chat("hello").put("model", "unknown")));
        for (String broken : List.of(
                "{",
                "[]",
                "",
                "{} {}",
                "{\"model\":\"other\"}",
                "{\"model\":\"other\",\"messages\":[]}",
                "{\"model\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"other\",\"messages\":[{\"role\":\"boss\",\"content\":\"x\"}]}",
                "{\"model\":\"other\",\"messages\":[{\"role\":\"user\"}]}",
                "{\"model\":\"other\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":0}",
                "{\"model\":\"other\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"temperature\":\"hot\"}",
                "{\"model\":\"other\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"top_logprobs\":3}")) {
            error(400, Client.send(server, "/chat/completions", broken));
        }
        error(400, Client.send(server, "/embeddings", "{\"model\":\"other\",\"input\":\"\"}"));
        try (FakeOpenAiServer failing = FakeOpenAiServer.builder()
                .faults(FaultPlan.scripted(
                        Fault.rateLimit(Duration.ofSeconds(1), RetryHint.DATE), Fault.serverError(500)))
                .start()) {
            error(429, Client.send(failing, Client.chat("hello")));
            error(500, Client.send(failing, Client.chat("hello")));
            failing.down();
            error(503, Client.send(failing, Client.chat("hello")));
        }
        try (FakeOpenAiServer locked =
                FakeOpenAiServer.builder().apiKey("secret").start()) {
            error(401, Client.send(locked, Client.chat("hello")));
        }
    }

    private static void error(int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = Client.json(response);
        assertThat(body.at("/error/message").asText()).isNotBlank();
        spec.check("ErrorResponse", response.body());
    }
}
