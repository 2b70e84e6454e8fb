package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.CallScope;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.MalformedReplyException;
import io.augment.chat.RateLimitException;
import io.augment.chat.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.setServerSocketFactory(new PromptServerSockets());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenAiChatModel.Builder settings() {
        return OpenAiChatModel.builder()
                .baseUrl("http://" + server.getHostName() + ":" + server.getPort() + "/v1/embeddings")
                .apiKey("sk-test-0123456789abcdef")
                .model("small");
    }

    private EmbeddingReply ask(String body, int... dimensions) {
        server.enqueue(new MockResponse.Builder().code(200).body(body).build());
        try (OpenAiEmbeddingModel model = dimensions.length == 0
                ? OpenAiEmbeddingModel.of(settings())
                : OpenAiEmbeddingModel.of(settings(), dimensions[0])) {
            return model.embed(List.of("one", "two \uD800"), CallScope.ofTimeout(Duration.ofSeconds(10)));
        }
    }

    @Test
    void sendsWhatTheSpecificationAsksForAndReadsTheVectorsInOrder() throws Exception {
        EmbeddingReply reply = ask("""
                {"object":"list","model":"small","data":[
                 {"object":"embedding","index":1,"embedding":[3,-4.5]},
                 {"object":"embedding","index":0,"embedding":[1e-3,2]}],
                 "usage":{"prompt_tokens":7,"total_tokens":7}}""", 2);

        assertThat(reply.vectors().get(0)).containsExactly(0.001f, 2);
        assertThat(reply.vectors().get(1)).containsExactly(3, -4.5f);
        assertThat(reply.usage()).isEqualTo(Usage.of(7, 0));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/embeddings");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-test-0123456789abcdef");
        String body = request.getBody().utf8();
        OfficialSchema.check("CreateEmbeddingRequest", body);
        JsonNode sent = new ObjectMapper().readTree(body);
        assertThat(sent.get("model").asText()).isEqualTo("small");
        assertThat(sent.get("input").get(0).asText()).isEqualTo("one");
        assertThat(sent.get("input").get(1).asText()).isEqualTo("two \uFFFD");
        assertThat(sent.get("dimensions").asInt()).isEqualTo(2);
    }

    @Test
    void readsBase64() {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2)
                .array();
        String vector = Base64.getEncoder().encodeToString(bytes);
        EmbeddingReply reply =
                ask("{\"data\":[{\"embedding\":\"" + vector + "\"},{\"embedding\":\"" + vector + "\"}]}");

        assertThat(reply.vectors().get(1)).containsExactly(1.5f, -2);
        assertThat(reply.usage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":0,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":7,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":[1,\"x\"]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embedding\":\"%%\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]},{\"index\":1,\"embe"
            })
    void takesNoDamagedReply(String body) {
        assertThatThrownBy(() -> ask(body)).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void namesErrorsAsForChats() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "7")
                .body("{\"error\":{\"message\":\"slow down\"}}")
                .build());
        try (OpenAiEmbeddingModel model = OpenAiEmbeddingModel.of(settings())) {
            assertThatThrownBy(() -> model.embed(List.of("one")))
                    .isInstanceOfSatisfying(
                            RateLimitException.class,
                            problem -> assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        }
    }

    @Test
    void hasAnIdentityForTheLedgerAndEndsWhenClosed() {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.of(settings(), 256);
        assertThat(model.info().identity()).isEqualTo("openai-compatible/small");
        assertThat(model.info().parameters()).containsEntry("dimensions", "256");
        assertThat(model)
                .hasToString("OpenAiEmbeddingModel[openai-compatible/small at http://" + server.getHostName() + ":"
                        + server.getPort() + "/v1]");
        model.close();
        assertThatThrownBy(() -> model.embed(List.of("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> OpenAiEmbeddingModel.of(settings(), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
