package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.ChatRequest;
import io.augment.chat.ModelNotFoundException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect may not lead. */
class RedirectTest extends WithServer {
    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void nothingReachesAnotherHost(int status) throws Exception {
        try (MockWebServer thief = new MockWebServer()) {
            thief.start();
            thief.enqueue(Canned.json(200, Canned.hello()).build());
            String target = "http://127.0.0.1:" + thief.getPort() + "/v1/chat/completions?token=" + KEY;
            MockResponse redirect = new MockResponse.Builder()
                    .code(status)
                    .setHeader("Location", target)
                    .build();

            for (OpenAiChatModel.Builder settings : new OpenAiChatModel.Builder[] {
                settings().header("X-Gateway-Key", "gateway-secret"),
                settings()
                        .httpClient(new OkHttpClient.Builder()
                                .followRedirects(true)
                                .followSslRedirects(true)
                                .build())
            }) {
                server.enqueue(redirect);
                assertThatThrownBy(() -> open(settings).chat(ChatRequest.of("secret question")))
                        .isInstanceOf(ModelNotFoundException.class)
                        .hasMessageContaining("HTTP " + status)
                        .hasMessageContaining("127.0.0.1:" + thief.getPort())
                        .hasMessageNotContainingAny(KEY, "gateway-secret", "token");
            }

            assertThat(thief.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 304, 307})
    void aRedirectToNowhereIsAWrongUrl(int status) {
        assertThatThrownBy(() -> ask(new MockResponse.Builder().code(status).build()))
                .isInstanceOf(ModelNotFoundException.class);
    }
}
