package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.FinishReason;
import io.augment.chat.MalformedReplyException;
import io.augment.chat.RateLimitException;
import io.augment.chat.ServerErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PaiEasTest {
    private static final String TOKEN = "ZWFzLXRva2VuLTEyMw==";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final List<PaiEasChatModel> models = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server.setServerSocketFactory(new PromptServerSockets());
        server.start();
    }

    @AfterEach
    void closeAll() throws IOException {
        models.forEach(PaiEasChatModel::close);
        server.close();
    }

    @Test
    void speaksTheProtocol() throws Exception {
        answer("{\"response\":\"塞纳河 🌊\"}");
        ChatRequest request = ChatRequest.builder()
                .addMessage(ChatMessage.system("Be brief."))
                .addMessage(ChatMessage.user("Name a river."))
                .addMessage(ChatMessage.assistant("The Loire."))
                .addMessage(ChatMessage.user("Another one, 用中文."))
                .maxTokens(77)
                .temperature(0.5)
                .topP(0.95)
                .topK(50)
                .build();

        var reply = model().chat(request);

        assertThat(reply.text()).isEqualTo("塞纳河 🌊");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.UNKNOWN);
        assertThat(reply.usage()).isNull();
        RecordedRequest sent = sent();
        assertThat(sent.getHeaders().get("Authorization"))
                .as("the bare token, without a scheme")
                .isEqualTo(TOKEN);
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/api/predict/qwen2_exp");
        JsonNode body = JSON.readTree(sent.getBody().utf8());
        assertThat(body).isEqualTo(JSON.readTree("""
            {"prompt":"Another one, 用中文.","system_prompt":"Be brief.","top_k":50,"top_p":0.95,"temperature":0.5,
             "max_new_tokens":77,"use_stream_chat":false,"history":[["Name a river.","The Loire."]]}
            """));
    }

    @Test
    void leavesOutWhatWasNotSet() throws Exception {
        answer("{\"response\":\"x\"}");
        model().chat(ChatRequest.of("Hi"));
        JsonNode body = JSON.readTree(sent().getBody().utf8());
        assertThat(body.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("prompt", "max_new_tokens", "use_stream_chat", "history");
    }

    @Test
    void cutsAtTheFirstStopText() {
        answer("{\"response\":\"one<|im_end|>two<|endoftext|>\"}");
        assertThat(model().chat(ChatRequest.builder()
                                .addMessage(ChatMessage.user("Hi"))
                                .stop(List.of("<|endoftext|>", "<|im_end|>"))
                                .build())
                        .text())
                .isEqualTo("one");
    }

    /** A stream that grows, and one of pieces, end in the same text, wherever it is divided. */
    @RepeatedTest(20)
    void readsBothKindsOfStream(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        String text = "River 河 🌊 \"quoted\" \\ and\nlines ".repeat(1 + random.nextInt(3));
        int[] points = text.codePoints().toArray();
        List<String> growing = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < points.length) {
            int end = Math.min(points.length, from + 1 + random.nextInt(9));
            String piece = new String(points, from, end - from);
            // A piece that begins with all the text so far reads as a text that grows; no tokenizer makes one here.
            pieces.add(piece);
            growing.add(new String(points, 0, end));
            from = end;
        }
        answer(stream(growing));
        assertThat(model().chat(ChatRequest.of("Hi")).text()).isEqualTo(text);
        answer(stream(pieces));
        assertThat(model().chat(ChatRequest.of("Hi")).text()).isEqualTo(text);
    }

    @Test
    void saysWhatWentWrong() {
        answer("{\"responses\":[]}");
        assertThatThrownBy(() -> model().chat(ChatRequest.of("Hi")))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("\"response\"");
        answer("");
        assertThatThrownBy(() -> model().chat(ChatRequest.of("Hi"))).isInstanceOf(MalformedReplyException.class);
        server.enqueue(new MockResponse.Builder().code(429).body("too many").build());
        assertThatThrownBy(() -> model().chat(ChatRequest.of("Hi"))).isInstanceOf(RateLimitException.class);
        server.enqueue(new MockResponse.Builder().code(503).body("no instance").build());
        assertThatThrownBy(() -> model().chat(ChatRequest.of("Hi"))).isInstanceOf(ServerErrorException.class);
        server.enqueue(
                new MockResponse.Builder().code(401).body("bad token " + TOKEN).build());
        assertThatThrownBy(() -> model().chat(ChatRequest.of("Hi")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void refusesADialogueWithoutAQuestion() {
        assertThatThrownBy(() -> model().chat(ChatRequest.builder()
                        .addMessage(ChatMessage.assistant("Hello."))
                        .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("ends with another");
    }

    @Test
    void isNamedByItsServiceAndKeepsItsToken() {
        PaiEasChatModel model = model();
        assertThat(model.info().identity()).isEqualTo("pai-eas/qwen2_exp");
        assertThat(model.toString()).doesNotContain(TOKEN);
        assertThatThrownBy(() -> PaiEasChatModel.builder(name -> null)
                        .endpoint(url())
                        .tokenFromEnv("PAI_EAS_TOKEN")
                        .build())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("PAI_EAS_TOKEN");
        assertThatThrownBy(() -> PaiEasChatModel.builder().build()).hasMessageContaining("endpoint");
        model.close();
        assertThatThrownBy(() -> model.chat(ChatRequest.of("Hi"))).isInstanceOf(IllegalStateException.class);
    }

    private static String stream(List<String> texts) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(JSON.writeValueAsString(Map.of("response", text))).append('\u0000');
        }
        return all.toString();
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(new Buffer().writeUtf8(body))
                .build());
    }

    private RecordedRequest sent() throws InterruptedException {
        RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("No request reached the server");
        }
        return request;
    }

    private String url() {
        return "http://" + server.getHostName() + ":" + server.getPort() + "/api/predict/qwen2_exp";
    }

    private PaiEasChatModel model() {
        PaiEasChatModel model = PaiEasChatModel.builder(Map.of("TOKEN", TOKEN)::get)
                .endpoint(url())
                .tokenFromEnv("TOKEN")
                .build();
        models.add(model);
        return model;
    }
}
