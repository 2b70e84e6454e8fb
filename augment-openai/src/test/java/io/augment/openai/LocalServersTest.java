package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.ChatRequest;
import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalServersTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<MockWebServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(MockWebServer::close);
    }

    /** Starts a server that answers the list of models with a body. */
    private int serving(int status, String body) throws IOException {
        MockWebServer server = new MockWebServer();
        servers.add(server);
        server.start(InetAddress.getLoopbackAddress(), 0);
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return server.getPort();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llamacpp, LLAMA_CPP, llama.cpp/small.gguf",
        "library, OLLAMA, ollama/small.gguf",
        "vllm, VLLM, vllm/small.gguf",
        "organization_owner, LM_STUDIO, lm-studio/small.gguf",
        "somebody, OTHER, openai-compatible/small.gguf"
    })
    void tellsServersApart(String owner, LocalServerKind kind, String identity) throws IOException {
        int port = serving(
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"small.gguf\",\"object\":\"model\",\"owned_by\":\"" + owner
                        + "\"}]}");

        List<LocalServer> found = LocalServers.find(List.of(unusedPort(), port), LONG);

        assertThat(found)
                .containsExactly(new LocalServer(kind, "http://127.0.0.1:" + port + "/v1", List.of("small.gguf")));
        try (OpenAiChatModel model = found.get(0).toChatModel()) {
            assertThat(model.info().identity()).isEqualTo(identity);
            assertThat(model.info().price()).isNotNull();
        }
    }

    @Test
    void findsWhatAnswers() throws IOException {
        int web = serving(200, "<html>not a model server</html>");
        int json = serving(200, "{\"models\": 3}");
        int locked = serving(401, "{\"data\":[{\"id\":\"x\"}]}");
        int loading = serving(503, "{\"error\":{\"message\":\"Loading model\"}}");
        int empty = serving(200, "{\"object\":\"list\",\"data\":null}");
        try (FakeOpenAiServer fake =
                FakeOpenAiServer.builder().models("tiny", "small").start()) {
            List<LocalServer> found =
                    LocalServers.find(List.of(web, json, locked, loading, empty, fake.port(), unusedPort()), LONG);

            assertThat(found).hasSize(2);
            assertThat(found.get(0).models()).isEmpty();
            assertThatThrownBy(found.get(0)::toChatModel)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has no model; load one");
            LocalServer server = found.get(1);
            assertThat(server.baseUrl()).isEqualTo(fake.baseUrl());
            assertThat(server.models()).containsExactly("tiny", "small");
            try (OpenAiChatModel model = server.toChatModel("tiny")) {
                assertThat(model.chat(ChatRequest.of("Say hello.")).text()).isNotBlank();
            }
        }
    }

    @Test
    void doesNotWaitForAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(LocalServers.find(List.of(mute.getLocalPort()), Duration.ofMillis(50)))
                    .isEmpty();
        }
    }

    @Test
    void namesTheModelsThatThereAre() {
        LocalServer server = new LocalServer(LocalServerKind.OLLAMA, "http://127.0.0.1:11434/v1", List.of("a", "b"));

        assertThatThrownBy(server::toChatModel)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Ollama at http://127.0.0.1:11434/v1 has 2 models; name one of a, b");
        assertThatThrownBy(() -> server.toChatModel("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Ollama at http://127.0.0.1:11434/v1 has no model c; it has a, b");
    }

    @Test
    void checksWhatItIsGiven() {
        assertThatThrownBy(() -> LocalServers.find(List.of(0), LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LocalServers.find(List.of(80), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LocalServers.find(List.of(), LONG)).isEmpty();
    }
}
