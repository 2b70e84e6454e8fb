package io.augment.openai.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.JsonSchema;
import io.augment.openai.OutputLimitField;
import io.augment.openai.StructuredReplies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a chat completion strictly: only fields that were set, always in the same order, and always with an
 * output limit. Safe for use by many threads.
 */
public final class RequestWriter {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();
    private static final int USUAL_SIZE = 2048;

    private final String model;
    private final OutputLimitField outputLimitField;
    private final StructuredReplies structuredReplies;
    private final boolean topK;
    private final SortedMap<String, @Nullable Object> extraFields;

    /**
     * Creates a writer.
     *
     * @param topK whether the server knows {@code top_k}
     * @param extraFields fields added to every body, as checked by {@link JsonFields}
     */
    public RequestWriter(
            String model,
            OutputLimitField outputLimitField,
            StructuredReplies structuredReplies,
            boolean topK,
            SortedMap<String, @Nullable Object> extraFields) {
        this.model = model;
        this.outputLimitField = outputLimitField;
        this.structuredReplies = structuredReplies;
        this.topK = topK;
        this.extraFields = extraFields;
    }

    /** Returns the body as UTF-8. */
    public byte[] write(ChatRequest request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model", model);
            writeMessages(json, request);
            json.writeNumberField(outputLimitField.jsonName(), request.maxTokens());
            writeSampling(json, request);
            JsonSchema schema = request.replySchema();
            if (schema != null) {
                writeResponseFormat(json, request, schema);
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

    private static void writeMessages(JsonGenerator json, ChatRequest request) throws IOException {
        json.writeArrayFieldStart("messages");
        for (ChatMessage message : request.messages()) {
            json.writeStartObject();
            json.writeStringField("role", message.role());
            json.writeStringField("content", UnicodeText.wellFormed(message.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeSampling(JsonGenerator json, ChatRequest request) throws IOException {
        writeNumber(json, "temperature", request.temperature());
        writeNumber(json, "top_p", request.topP());
        Integer k = request.topK();
        if (k != null && topK) {
            json.writeNumberField("top_k", k);
        }
        writeNumber(json, "presence_penalty", request.presencePenalty());
        writeNumber(json, "frequency_penalty", request.frequencyPenalty());
        Long seed = request.seed();
        if (seed != null) {
            json.writeNumberField("seed", seed);
        }
        if (!request.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (String stop : request.stop()) {
                json.writeString(UnicodeText.wellFormed(stop));
            }
            json.writeEndArray();
        }
        if (request.topLogprobs() > 0) {
            json.writeBooleanField("logprobs", true);
            json.writeNumberField("top_logprobs", request.topLogprobs());
        }
    }

    /** Returns whether a request is sent with a grammar of {@link Gbnf}. */
    boolean bindsByGrammar(ChatRequest request) {
        return structuredReplies == StructuredReplies.LLAMA_GRAMMAR
                && request.replySchema() != null
                && !extraFields.containsKey("grammar");
    }

    private void writeResponseFormat(JsonGenerator json, ChatRequest request, JsonSchema schema) throws IOException {
        if (structuredReplies == StructuredReplies.NONE
                || (structuredReplies == StructuredReplies.JSON_OBJECT && !mentionsJson(request))) {
            return;
        }
        if (structuredReplies == StructuredReplies.LLAMA_GRAMMAR) {
            if (bindsByGrammar(request)) {
                json.writeStringField("grammar", UnicodeText.wellFormed(Gbnf.of(schema)));
            }
            return;
        }
        json.writeObjectFieldStart("response_format");
        switch (structuredReplies) {
            case JSON_SCHEMA -> {
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                json.writeStringField("name", schema.name());
                json.writeBooleanField("strict", true);
                writeSchema(json, schema);
                json.writeEndObject();
            }
            case JSON_OBJECT_WITH_SCHEMA -> {
                json.writeStringField("type", "json_object");
                writeSchema(json, schema);
            }
            default -> json.writeStringField("type", "json_object");
        }
        json.writeEndObject();
    }

    private static void writeSchema(JsonGenerator json, JsonSchema schema) throws IOException {
        json.writeFieldName("schema");
        json.writeRawValue(UnicodeText.wellFormed(schema.toJson()));
    }

    private static boolean mentionsJson(ChatRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message.text().toLowerCase(Locale.ROOT).contains("json"));
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }
}
