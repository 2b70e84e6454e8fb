package io.augment.openai.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Makes one attempt to have texts embedded. Safe for use by many threads. */
public final class EmbeddingEndpoint {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final ChatEndpoint call;
    private final ErrorMapper errors;
    private final String model;
    private final @Nullable Integer dimensions;
    private final SortedMap<String, @Nullable Object> extraFields;

    /**
     * Creates an endpoint.
     *
     * @param dimensions length of the vectors; null for the model's own
     */
    public EmbeddingEndpoint(
            ChatEndpoint call,
            ErrorMapper errors,
            String model,
            @Nullable Integer dimensions,
            SortedMap<String, @Nullable Object> extraFields) {
        this.call = call;
        this.errors = errors;
        this.model = model;
        this.dimensions = dimensions;
        this.extraFields = extraFields;
    }

    /**
     * Sends the texts once and reads their vectors.
     *
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    public EmbeddingReply send(List<String> texts, CallScope scope, Duration timeout) {
        return call.send(
                body(texts), (status, headers, body) -> read(status, headers, body, texts.size()), scope, timeout);
    }

    /** Aborts the calls under way and closes the connections, unless the client is somebody else's. */
    public void close() {
        call.close();
    }

    private byte[] body(List<String> texts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("input");
            for (String text : texts) {
                json.writeString(UnicodeText.wellFormed(text));
            }
            json.writeEndArray();
            json.writeStringField("encoding_format", "float");
            if (dimensions != null) {
                json.writeNumberField("dimensions", dimensions);
            }
            for (Map.Entry<String, @Nullable Object> field : extraFields.entrySet()) {
                json.writePOJOField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return body.toByteArray();
    }

    private EmbeddingReply read(int status, Headers headers, byte[] body, int count) {
        JsonNode root = Json.parse(body);
        JsonNode data = root == null ? null : root.path("data");
        if (root == null || data == null || !data.isArray()) {
            if (root != null && root.hasNonNull("error")) {
                throw errors.ofDisguised(headers, ErrorBody.of(root));
            }
            throw errors.malformed(status, headers, "there is no list of embeddings in it.");
        }
        float[][] vectors = new float[count][];
        int place = 0;
        for (JsonNode item : data) {
            int index = item.path("index").asInt(place++);
            float[] vector = vector(item.path("embedding"));
            if (index < 0 || index >= count || vector.length == 0 || vectors[index] != null) {
                throw errors.malformed(status, headers, "its embeddings are damaged.");
            }
            vectors[index] = vector;
        }
        int length = vectors[0] == null ? 0 : vectors[0].length;
        for (float[] vector : vectors) {
            if (vector == null || vector.length != length) {
                throw errors.malformed(
                        status, headers, place + " embeddings came for " + count + " texts, or of several lengths.");
            }
        }
        return new EmbeddingReply(Arrays.asList(vectors), usage(root.path("usage")));
    }

    /** Reads a list of numbers, or the Base64 of their bytes that some servers send; an empty vector where it is neither. */
    private static float[] vector(JsonNode node) {
        if (node.isTextual()) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(node.textValue()))
                        .order(ByteOrder.LITTLE_ENDIAN);
                float[] vector = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(vector);
                return vector;
            } catch (IllegalArgumentException e) {
                return new float[0];
            }
        }
        float[] vector = new float[node.size()];
        for (int i = 0; i < vector.length; i++) {
            JsonNode value = node.get(i);
            if (!value.isNumber()) {
                return new float[0];
            }
            vector[i] = value.floatValue();
        }
        return vector;
    }

    private static @Nullable Usage usage(JsonNode usage) {
        JsonNode tokens = usage.hasNonNull("prompt_tokens") ? usage.path("prompt_tokens") : usage.path("total_tokens");
        return tokens.canConvertToLong() && tokens.isIntegralNumber() && tokens.longValue() >= 0
                ? new Usage(tokens.longValue(), 0, 0)
                : null;
    }
}
