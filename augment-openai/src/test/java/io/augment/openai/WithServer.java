package io.augment.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test a real HTTP server, and holds every request body that reached it against the official schema. */
abstract class WithServer {
    static final String KEY = "sk-test-0123456789abcdef";

    final MockWebServer server = new MockWebServer();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server.setServerSocketFactory(new PromptServerSockets());
        server.start();
    }

    @AfterEach
    void closeAll() throws Exception {
        RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
        while (request != null) {
            check(request);
            request = server.takeRequest(0, TimeUnit.SECONDS);
        }
        for (AutoCloseable model : toClose) {
            model.close();
        }
        server.close();
    }

    String url() {
        return "http://" + server.getHostName() + ":" + server.getPort() + "/v1";
    }

    OpenAiChatModel.Builder settings() {
        return OpenAiChatModel.builder().baseUrl(url()).apiKey(KEY).model("teacher");
    }

    OpenAiChatModel model() {
        return open(settings());
    }

    OpenAiChatModel open(OpenAiChatModel.Builder settings) {
        OpenAiChatModel model = settings.build();
        toClose.add(model);
        return model;
    }

    /** Asks the server once, which answers with this. */
    ChatResponse ask(MockResponse answer) {
        server.enqueue(answer);
        return model().chat(ChatRequest.of("Say hello."));
    }

    /** Returns the body of the next request. */
    JsonNode sent() {
        return parse(take().getBody().utf8());
    }

    RecordedRequest take() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("No request reached the server");
            }
            check(request);
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static void check(RecordedRequest request) {
        // A request that the test tore is no body to judge.
        boolean whole = request.getBody() != null
                && String.valueOf(request.getBody().size())
                        .equals(request.getHeaders().get("Content-Length"));
        if (whole) {
            OfficialSchema.check(
                    "CreateChatCompletionRequest", request.getBody().utf8());
        }
    }
}
