package io.augment.openai.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Makes one attempt at a call by the protocol of PAI-EAS. Safe for use by many threads. */
public final class EasEndpoint {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final ChatEndpoint call;
    private final ErrorMapper errors;

    /** Creates an endpoint. */
    public EasEndpoint(ChatEndpoint call, ErrorMapper errors) {
        this.call = call;
        this.errors = errors;
    }

    /**
     * Sends the request once and reads the reply.
     *
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    public ChatResponse send(ChatRequest request, CallScope scope, Duration timeout) {
        return call.send(
                body(request), (status, headers, body) -> read(status, headers, body, request), scope, timeout);
    }

    /** Aborts the calls under way and closes the connections, unless the client was handed in. */
    public void close() {
        call.close();
    }

    private static byte[] body(ChatRequest request) {
        Dialogue dialogue = Dialogue.of(request);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("prompt", dialogue.prompt());
            if (!dialogue.system().isEmpty()) {
                json.writeStringField("system_prompt", dialogue.system());
            }
            if (request.topK() != null) {
                json.writeNumberField("top_k", request.topK());
            }
            if (request.topP() != null) {
                json.writeNumberField("top_p", request.topP());
            }
            if (request.temperature() != null) {
                json.writeNumberField("temperature", request.temperature());
            }
            json.writeNumberField("max_new_tokens", request.maxTokens());
            json.writeBooleanField("use_stream_chat", false);
            json.writeArrayFieldStart("history");
            for (List<String> turn : dialogue.history()) {
                json.writeStartArray();
                json.writeString(turn.get(0));
                json.writeString(turn.get(1));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return body.toByteArray();
    }

    private ChatResponse read(int status, Headers headers, byte[] body, ChatRequest request) {
        String text = "";
        boolean found = false;
        int from = 0;
        while (from < body.length) {
            int end = from;
            while (end < body.length && body[end] != 0) {
                end++;
            }
            if (end > from) {
                text = joined(text, response(status, headers, Arrays.copyOfRange(body, from, end)));
                found = true;
            }
            from = end + 1;
        }
        if (!found) {
            throw errors.malformed(status, headers, "the body is empty.");
        }
        return ChatResponse.builder(cut(text, request.stop()))
                .finishReason(FinishReason.UNKNOWN)
                .id(errors.requestId(headers, null))
                .build();
    }

    private String response(int status, Headers headers, byte[] chunk) {
        JsonNode root = Json.parse(chunk);
        JsonNode response = root == null ? null : root.path("response");
        if (root == null || response == null || !response.isTextual()) {
            if (root != null && root.hasNonNull("error")) {
                throw errors.ofDisguised(headers, ErrorBody.of(root));
            }
            String head = new String(chunk, 0, Math.min(chunk.length, 200), StandardCharsets.UTF_8);
            throw errors.malformed(status, headers, "there is no field \"response\" in " + head);
        }
        return UnicodeText.wellFormed(response.textValue());
    }

    /** Joins pieces of a stream, of which each holds all so far on some servers, and what is new on others. */
    private static String joined(String soFar, String piece) {
        return piece.startsWith(soFar) ? piece : soFar + piece;
    }

    /** Ends the text where the protocol, which knows no stop texts, could not. */
    private static String cut(String text, List<String> stop) {
        int end = text.length();
        for (String word : stop) {
            int at = word.isEmpty() ? -1 : text.indexOf(word);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }

    /**
     * Is a request in the protocol's own shape.
     *
     * @param system instructions to the system, joined
     * @param history pairs of a question and its answer
     * @param prompt the last question
     */
    private record Dialogue(String system, List<List<String>> history, String prompt) {
        static Dialogue of(ChatRequest request) {
            StringBuilder system = new StringBuilder();
            List<List<String>> history = new ArrayList<>();
            String question = null;
            for (ChatMessage message : request.messages()) {
                String text = UnicodeText.wellFormed(message.text());
                if (message.role().equals("system")) {
                    system.append(system.isEmpty() ? "" : "\n\n").append(text);
                } else if (message.role().equals("user")) {
                    question = question == null ? text : question + "\n\n" + text;
                } else {
                    history.add(List.of(question == null ? "" : question, text));
                    question = null;
                }
            }
            return new Dialogue(system.toString(), history, last(question));
        }

        private static String last(@Nullable String question) {
            if (question == null) {
                throw new BadRequestException(
                        "PAI-EAS answers a message of the user, but the request ends with another.", null, null, null);
            }
            return question;
        }
    }
}
