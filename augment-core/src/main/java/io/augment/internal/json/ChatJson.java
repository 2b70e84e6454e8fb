package io.augment.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.JsonSchema;
import io.augment.chat.TokenLogprob;
import io.augment.chat.Usage;
import io.augment.internal.format.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes requests canonically, for keys and bounds, and reads and writes replies, for the ledger. */
public final class ChatJson {
    private ChatJson() {}

    /** Returns the canonical body of a request: the same bytes for equal requests, in every version that reads this ledger. */
    public static byte[] canonical(ChatRequest request) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("messages");
            for (ChatMessage message : request.messages()) {
                json.writeStartObject();
                json.writeStringField("role", message.role());
                writeText(json, "content", message.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeParameters(json, request);
            JsonSchema schema = request.replySchema();
            if (schema != null) {
                json.writeStringField("schema_name", schema.name());
                json.writeFieldName("schema");
                json.writeRawValue(schema.toJson());
            }
            json.writeEndObject();
        });
    }

    /** Returns the sampling parameters of a request as canonical JSON. */
    public static String parameters(ChatRequest request) {
        byte[] bytes = Json.bytes(json -> {
            json.writeStartObject();
            writeParameters(json, request);
            json.writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeParameters(JsonGenerator json, ChatRequest request) throws IOException {
        json.writeNumberField("max_tokens", request.maxTokens());
        writeNumber(json, "temperature", request.temperature());
        writeNumber(json, "top_p", request.topP());
        Integer topK = request.topK();
        if (topK != null) {
            json.writeNumberField("top_k", topK);
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
                json.writeString(stop);
            }
            json.writeEndArray();
        }
        if (request.topLogprobs() > 0) {
            json.writeNumberField("top_logprobs", request.topLogprobs());
        }
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** Writes a text field; a lone surrogate, which UTF-8 cannot hold, is written as an escape. */
    public static void writeText(JsonGenerator json, String name, String text) throws IOException {
        json.writeFieldName(name);
        writeText(json, text);
    }

    /** Writes a text value; a lone surrogate, which UTF-8 cannot hold, is written as an escape. */
    public static void writeText(JsonGenerator json, String text) throws IOException {
        if (hasLoneSurrogate(text)) {
            json.writeRawValue(escaped(text));
        } else {
            json.writeString(text);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return true;
                }
            }
        }
        return false;
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** Writes a reply. */
    public static void write(JsonWriter json, ChatResponse response) {
        json.object();
        json.name("text").text(response.text());
        writeOptional(json, "reasoning", response.reasoning());
        writeOptional(json, "refusal", response.refusal());
        json.name("finish").text(response.finishReason().value());
        Usage usage = response.usage();
        if (usage != null) {
            json.name("usage").array();
            json.number(usage.promptTokens());
            json.number(usage.cachedPromptTokens());
            json.number(usage.completionTokens());
            json.endArray();
        }
        writeOptional(json, "model", response.model());
        writeOptional(json, "id", response.id());
        if (!response.logprobs().isEmpty()) {
            json.name("logprobs");
            write(json, response.logprobs());
        }
        json.endObject();
    }

    private static void writeOptional(JsonWriter json, String name, @Nullable String text) {
        if (text != null) {
            json.name(name).text(text);
        }
    }

    private static void write(JsonWriter json, List<TokenLogprob> logprobs) {
        json.array();
        for (TokenLogprob logprob : logprobs) {
            json.array().text(logprob.token());
            String number = Double.toString(logprob.logprob());
            if (Double.isFinite(logprob.logprob())) {
                json.literal(number);
            } else {
                json.text(number); // what a mask forbids has the probability 0
            }
            if (!logprob.top().isEmpty()) {
                write(json, logprob.top());
            }
            json.endArray();
        }
        json.endArray();
    }

    /** Reads a reply; the parser stands on its opening brace. */
    public static ChatResponse read(JsonParser json) throws IOException {
        String text = "";
        String reasoning = null;
        String refusal = null;
        String finish = FinishReason.UNKNOWN.value();
        Usage usage = null;
        String model = null;
        String id = null;
        List<TokenLogprob> logprobs = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "text" -> text = json.getText();
                case "reasoning" -> reasoning = json.getText();
                case "refusal" -> refusal = json.getText();
                case "finish" -> finish = json.getText();
                case "usage" -> usage = readUsage(json);
                case "model" -> model = json.getText();
                case "id" -> id = json.getText();
                case "logprobs" -> logprobs = readLogprobs(json);
                default -> json.skipChildren();
            }
        }
        return ChatResponse.builder(text)
                .reasoning(reasoning)
                .refusal(refusal)
                .finishReason(new FinishReason(finish))
                .usage(usage)
                .model(model)
                .id(id)
                .logprobs(logprobs)
                .build();
    }

    private static Usage readUsage(JsonParser json) throws IOException {
        long prompt = json.nextLongValue(0);
        long cached = json.nextLongValue(0);
        long completion = json.nextLongValue(0);
        json.nextToken();
        return new Usage(prompt, cached, completion);
    }

    private static List<TokenLogprob> readLogprobs(JsonParser json) throws IOException {
        List<TokenLogprob> logprobs = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            String token = json.getText();
            json.nextToken();
            double logprob = json.currentToken() == JsonToken.VALUE_STRING
                    ? Double.parseDouble(json.getText())
                    : json.getDoubleValue();
            List<TokenLogprob> top = List.of();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                top = readLogprobs(json);
                json.nextToken();
            }
            logprobs.add(new TokenLogprob(token, logprob, top));
        }
        return logprobs;
    }
}
