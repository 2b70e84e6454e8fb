package io.augment.testkit.server;

import io.augment.testkit.internal.server.ApiProblem;
import io.augment.testkit.internal.server.ChatBody;
import io.augment.testkit.internal.server.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is one chat request for which a {@link Responder} gives one choice. Immutable. */
public final class ChatCall {
    /**
     * Is one message of the conversation.
     *
     * @param role system, developer, user, assistant or tool
     * @param content its text; the text parts of a content list are joined
     */
    public record Message(String role, String content) {}

    private final ChatBody body;
    private final byte[] raw;
    private final int attempt;
    private final int choice;

    ChatCall(ChatBody body, byte[] raw, int attempt, int choice) {
        this.body = body;
        this.raw = raw;
        this.attempt = attempt;
        this.choice = choice;
    }

    /**
     * Reads the body of a request as the first attempt and its first choice, so that a responder can be tested without a
     * server.
     *
     * @throws IllegalArgumentException if it is no body that the server would accept
     */
    public static ChatCall parse(String json) {
        byte[] raw = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new ChatCall(ChatBody.parse(raw), raw, 1, 0);
        } catch (ApiProblem e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns the model asked for. */
    public String model() {
        return body.model();
    }

    /** Returns the messages in order. */
    public List<Message> messages() {
        return body.messages().stream()
                .map(message -> new Message(message.role(), message.content()))
                .toList();
    }

    /** Returns the content of the last user message; empty where there is none. */
    public String lastUserMessage() {
        List<ChatBody.Message> messages = body.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return messages.get(i).content();
            }
        }
        return "";
    }

    /** Returns the type of the wanted format: {@code text}, {@code json_object} or {@code json_schema}. */
    public String responseFormat() {
        return body.format();
    }

    /** Returns the JSON schema that the reply must satisfy, as JSON text. */
    public @Nullable String schema() {
        return body.schema();
    }

    /** Returns any top-level field of the body as JSON text, such as {@code 0.7} for {@code temperature}. */
    public @Nullable String parameter(String name) {
        return body.parameter(name);
    }

    /** Returns the limit of completion tokens; {@link Integer#MAX_VALUE} where there is none. */
    public int maxTokens() {
        return body.maxTokens();
    }

    /** Returns which of the {@code n} wanted choices this is, from 0. */
    public int choice() {
        return choice;
    }

    /** Returns how often this very body has come, this time included. */
    public int attempt() {
        return attempt;
    }

    /** Returns the whole body as JSON text. */
    public String json() {
        return new String(raw, StandardCharsets.UTF_8);
    }

    /** Returns a hash of the conversation, its sampling parameters and the choice; at temperature 0 of the conversation alone. */
    long variation() {
        long hash = Hashes.of(body.model());
        for (ChatBody.Message message : body.messages()) {
            hash = Hashes.of(hash, Hashes.of(message.content()));
        }
        String temperature = body.parameter("temperature");
        if (temperature != null && Double.parseDouble(temperature.equals("null") ? "1" : temperature) == 0) {
            return hash;
        }
        String seed = body.parameter("seed");
        return Hashes.of(Hashes.of(hash, Hashes.of(temperature + "/" + seed)), choice);
    }
}
