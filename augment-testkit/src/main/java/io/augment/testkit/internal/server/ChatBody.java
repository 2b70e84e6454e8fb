package io.augment.testkit.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is the body of a chat request, checked as OpenAI's server checks it. Immutable. */
public final class ChatBody {
    /** Is one message; the text parts of a content list are joined, other parts are left out. */
    public record Message(String role, String content) {}

    /** Reads JSON for this package; a second value behind the first is an error. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final int MESSAGE_FRAME_TOKENS = 4;
    private static final int REPLY_FRAME_TOKENS = 3;

    private final JsonNode root;
    private final String model;
    private final List<Message> messages;
    private final int choices;
    private final int maxTokens;
    private final int topLogprobs;

    private ChatBody(JsonNode root) throws ApiProblem {
        this.root = root;
        this.model = model(root);
        this.messages = messages(root.path("messages"));
        this.choices = integer(root, "n", 1, 1, 128);
        int limit = integer(root, "max_tokens", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        this.maxTokens = integer(root, "max_completion_tokens", limit, 1, Integer.MAX_VALUE);
        this.topLogprobs = integer(root, "top_logprobs", 0, 0, 20);
        if (topLogprobs > 0 && !logprobs()) {
            throw ApiProblem.badRequest("'top_logprobs' is only allowed when 'logprobs' is true.", "top_logprobs");
        }
        JsonNode temperature = root.path("temperature");
        if (!absent(temperature)
                && !(temperature.isNumber() && temperature.doubleValue() >= 0 && temperature.doubleValue() <= 2)) {
            throw ApiProblem.badRequest("'temperature' must be a number from 0 to 2.", "temperature");
        }
        if ("json_schema".equals(format()) && schema() == null) {
            throw ApiProblem.badRequest(
                    "Missing required parameter: 'response_format.json_schema'.", "response_format.json_schema");
        }
    }

    /**
     * Reads a request body.
     *
     * @throws ApiProblem if it is no JSON object or a parameter is missing or out of its range
     */
    public static ChatBody parse(byte[] bytes) throws ApiProblem {
        return new ChatBody(object(bytes));
    }

    /** Reads a JSON object. */
    static JsonNode object(byte[] bytes) throws ApiProblem {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw ApiProblem.badRequest(
                    "We could not parse the JSON body of your request: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            throw ApiProblem.badRequest("We could not read the body of your request as UTF-8 JSON.", null);
        }
        if (!root.isObject()) {
            throw ApiProblem.badRequest("The body of your request must be a JSON object.", null);
        }
        return root;
    }

    /** Returns the value of the required parameter {@code model}. */
    static String model(JsonNode root) throws ApiProblem {
        JsonNode model = root.path("model");
        if (!model.isTextual() || model.textValue().isEmpty()) {
            throw ApiProblem.badRequest("You must provide a model parameter.", "model");
        }
        return model.textValue();
    }

    private static List<Message> messages(JsonNode list) throws ApiProblem {
        if (!list.isArray() || list.isEmpty()) {
            throw ApiProblem.badRequest("'messages' must be an array with at least one message.", "messages");
        }
        List<Message> messages = new ArrayList<>(list.size());
        for (JsonNode message : list) {
            String at = "messages[" + messages.size() + "]";
            JsonNode role = message.path("role");
            if (!role.isTextual() || !ROLES.contains(role.textValue())) {
                throw ApiProblem.badRequest("'" + at + ".role' is not one of the known roles.", at + ".role");
            }
            messages.add(new Message(role.textValue(), content(message.path("content"), role.textValue(), at)));
        }
        return List.copyOf(messages);
    }

    private static String content(JsonNode content, String role, String at) throws ApiProblem {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            for (JsonNode part : content) {
                text.append(part.path("text").asText(""));
            }
            return text.toString();
        }
        if (absent(content) && role.equals("assistant")) {
            return "";
        }
        throw ApiProblem.badRequest("'" + at + ".content' must be a string or an array.", at + ".content");
    }

    private static int integer(JsonNode root, String name, int otherwise, int min, int max) throws ApiProblem {
        JsonNode value = root.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            String range = max == Integer.MAX_VALUE ? min + " or more" : "from " + min + " to " + max;
            throw ApiProblem.badRequest("'" + name + "' must be an integer, " + range + ".", name);
        }
        return value.intValue();
    }

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** Returns the model asked for. */
    public String model() {
        return model;
    }

    /** Returns the messages in order. */
    public List<Message> messages() {
        return messages;
    }

    /** Returns how many choices are wanted, from 1 to 128. */
    public int choices() {
        return choices;
    }

    /** Returns the limit of tokens per choice; {@link Integer#MAX_VALUE} when there is none. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Tells whether the reply is wanted as server-sent events. */
    public boolean stream() {
        return root.path("stream").asBoolean(false);
    }

    /** Tells whether the last event of a stream must carry the usage. */
    public boolean streamUsage() {
        return root.path("stream_options").path("include_usage").asBoolean(false);
    }

    /** Tells whether log probabilities of the reply's tokens are wanted. */
    public boolean logprobs() {
        return root.path("logprobs").asBoolean(false);
    }

    /** Returns how many alternatives per token are wanted, from 0 to 20. */
    public int topLogprobs() {
        return topLogprobs;
    }

    /** Returns the type of {@code response_format}: text, json_object or json_schema. */
    public String format() {
        return root.path("response_format").path("type").asText("text");
    }

    /** Returns the JSON schema that the reply must satisfy, as JSON text. */
    public @Nullable String schema() {
        JsonNode format = root.path("response_format");
        JsonNode schema = format.path("json_schema").path("schema");
        JsonNode known = absent(schema) ? format.path("schema") : schema; // llama.cpp writes it one level higher
        return absent(known) ? null : known.toString();
    }

    /** Returns a top-level field of the body as JSON text, or null where there is none. */
    public @Nullable String parameter(String name) {
        JsonNode value = root.get(name);
        return value == null ? null : value.toString();
    }

    /** Counts the prompt's tokens: those of the contents, four for each message and three for the reply's start. */
    public int promptTokens() {
        int tokens = REPLY_FRAME_TOKENS;
        for (Message message : messages) {
            tokens += MESSAGE_FRAME_TOKENS + Tokens.count(message.content());
        }
        return tokens;
    }
}
