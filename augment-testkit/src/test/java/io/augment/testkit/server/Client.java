package io.augment.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls a server over real HTTP with the JDK's own client. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Client() {}

    /** Returns a chat request with one user message; more fields can be added to it. */
    static ObjectNode chat(String message) {
        ObjectNode body = JSON.createObjectNode().put("model", "fake-teacher");
        body.putArray("messages").addObject().put("role", "user").put("content", message);
        return body;
    }

    static ObjectNode chat(String message, String schema) throws IOException {
        ObjectNode body = chat(message);
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema").put("name", "reply").set("schema", JSON.readTree(schema));
        return body;
    }

    static HttpResponse<String> send(FakeOpenAiServer server, JsonNode body) throws IOException, InterruptedException {
        return send(server, "/chat/completions", body.toString());
    }

    static HttpResponse<String> send(FakeOpenAiServer server, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(server, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(FakeOpenAiServer server, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer test-key")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String text(HttpResponse<String> response) throws IOException {
        return json(response).at("/choices/0/message/content").asText();
    }
}
