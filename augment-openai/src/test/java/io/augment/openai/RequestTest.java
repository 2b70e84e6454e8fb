package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the program. */
class RequestTest extends WithServer {
    private static final JsonSchema RATING = JsonSchema.named("rating")
            .integer("score", "0 to 9")
            .string("reason", "one \"sentence\"")
            .build();

    private static ChatRequest.Builder full() {
        return ChatRequest.builder()
                .addMessage(ChatMessage.system("You write JSON."))
                .addMessage(ChatMessage.user("Rate this."))
                .addMessage(ChatMessage.assistant("{}"))
                .addMessage(ChatMessage.user("Again."))
                .maxTokens(77)
                .temperature(0.5)
                .topP(0.9)
                .topK(40)
                .presencePenalty(-1.0)
                .frequencyPenalty(1.5)
                .seed(-7L)
                .stop(List.of("END", "\n\n"))
                .topLogprobs(3)
                .replySchema(RATING);
    }

    private JsonNode send(OpenAiChatModel.Builder settings, ChatRequest request) {
        server.enqueue(Canned.standard(Canned.hello()));
        open(settings).chat(request);
        return sent();
    }

    @Test
    void aPlainRequestHoldsOnlyWhatWasSetAndTheOutputLimit() {
        server.enqueue(Canned.standard(Canned.hello()));
        model().chat(ChatRequest.of("Hé \"there\" 你好\n"));

        RecordedRequest request = take();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/v1/chat/completions");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"model\":\"teacher\",\"messages\":[{\"role\":\"user\",\"content\":"
                        + "\"Hé \\\"there\\\" 你好\\n\"}],\"max_tokens\":2048}");
    }

    @Test
    void everyFieldOfARequestIsWritten() {
        JsonNode body = send(settings(), full().build());

        assertThat(body).isEqualTo(parse("""
                {"model":"teacher","messages":[
                   {"role":"system","content":"You write JSON."},{"role":"user","content":"Rate this."},
                   {"role":"assistant","content":"{}"},{"role":"user","content":"Again."}],
                 "max_tokens":77,"temperature":0.5,"top_p":0.9,"top_k":40,"presence_penalty":-1.0,
                 "frequency_penalty":1.5,"seed":-7,"stop":["END","\\n\\n"],"logprobs":true,"top_logprobs":3,
                 "response_format":{"type":"json_schema","json_schema":{"name":"rating","strict":true,"schema":
                   {"type":"object","properties":{"score":{"type":"integer","description":"0 to 9"},
                    "reason":{"type":"string","description":"one \\"sentence\\""}},
                    "required":["score","reason"],"additionalProperties":false}}}}"""));
    }

    @Test
    void equalRequestsAreEqualBytes() {
        server.enqueue(Canned.standard(Canned.hello()));
        server.enqueue(Canned.standard(Canned.hello()));
        open(settings().extraBody("b", 1).extraBody("a", Map.of("y", 1, "x", 2)))
                .chat(full().build());
        open(settings().extraBody("a", Map.of("x", 2, "y", 1)).extraBody("b", 1))
                .chat(full().build());

        assertThat(take().getBody()).isEqualTo(take().getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b", "\uDC00\uD800", "ok 🎉 \uD83C"})
    void textThatUtf8CannotCarryIsMendedAndSent(String hostile) {
        JsonNode body = send(
                settings().extraBody("note", hostile),
                ChatRequest.of(hostile).toBuilder().stop(List.of(hostile)).build());

        String mended = new String(hostile.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
        assertThat(body.at("/messages/0/content").textValue()).isEqualTo(mended).contains("\uFFFD");
        assertThat(body.path("note").textValue()).isEqualTo(mended);
    }

    @Test
    void extraFieldsAreAddedAndKeyTheModelAndHeadersAreNot() {
        OpenAiChatModel.Builder settings = settings()
                .extraBody("enable_thinking", false)
                .extraBody(Map.of(
                        "repetition_penalty", 1.05, "chat_template_kwargs", Map.of("z", List.of(1, "a"), "b", true)))
                .extraBody("nothing", null)
                .header("X-Tenant", "tenant-secret")
                .organization("org-1")
                .project("proj-1");
        OpenAiChatModel model = open(settings);
        server.enqueue(Canned.standard(Canned.hello()));
        model.chat(ChatRequest.of("x"));

        RecordedRequest request = take();
        JsonNode body = parse(request.getBody().utf8());
        assertThat(body.path("enable_thinking").isBoolean()).isTrue();
        assertThat(body.at("/chat_template_kwargs/z/1").textValue()).isEqualTo("a");
        assertThat(body.get("nothing").isNull()).isTrue();
        assertThat(request.getHeaders().get("X-Tenant")).isEqualTo("tenant-secret");
        assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
        assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj-1");
        assertThat(model.info().parameters())
                .isEqualTo(Map.of(
                        "enable_thinking", "false",
                        "repetition_penalty", "1.05",
                        "chat_template_kwargs", "{\"b\":true,\"z\":[1,\"a\"]}",
                        "nothing", "null"));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPATIBLE, teacher, max_tokens",
        "COMPATIBLE, gpt-4o, max_tokens",
        "COMPATIBLE, gpt-5-mini, max_completion_tokens",
        "COMPATIBLE, openai/o3-mini, max_completion_tokens",
        "COMPATIBLE, openai/gpt-oss-120b, max_tokens",
        "COMPATIBLE, o1, max_completion_tokens",
        "COMPATIBLE, olmo-2, max_tokens",
        "OPENAI, gpt-4o, max_completion_tokens",
        "DASHSCOPE, qwen-max, max_tokens",
        "VLLM, o1, max_tokens",
        "LLAMA_CPP, any, max_tokens",
        "OLLAMA, qwen2.5, max_tokens"
    })
    void theOutputLimitIsAlwaysThereUnderTheNameThatTheServerKnows(OpenAiPreset preset, String model, String field) {
        JsonNode body = send(settings().preset(preset).model(model), full().build());

        assertThat(body.path(field).intValue()).isEqualTo(77);
        assertThat(body.has("max_tokens")).isNotEqualTo(body.has("max_completion_tokens"));
    }

    @Test
    void theOutputLimitFieldCanBeChosen() {
        JsonNode body = send(settings().outputLimitField(OutputLimitField.MAX_COMPLETION_TOKENS), full().build());

        assertThat(body.path("max_completion_tokens").intValue()).isEqualTo(77);
        assertThat(body.has("max_tokens")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(OpenAiPreset.class)
    void topKGoesOnlyWhereItIsKnown(OpenAiPreset preset) {
        JsonNode body = send(settings().preset(preset), full().build());

        assertThat(body.has("top_k")).isEqualTo(preset.acceptsTopK());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, json_schema",
        "VLLM, json_schema",
        "LLAMA_CPP, json_schema",
        "OLLAMA, json_schema",
        "COMPATIBLE, json_schema",
        "DASHSCOPE, json_object"
    })
    void aReplySchemaIsAskedForInThePresetsWay(OpenAiPreset preset, String type) {
        JsonNode body = send(settings().preset(preset), full().build());

        assertThat(body.at("/response_format/type").textValue()).isEqualTo(type);
    }

    @Test
    void aReplySchemaIsAskedForInTheChosenWay() {
        JsonNode inside = send(settings().structuredReplies(StructuredReplies.JSON_OBJECT_WITH_SCHEMA), full().build());
        assertThat(inside.at("/response_format/type").textValue()).isEqualTo("json_object");
        assertThat(inside.at("/response_format/schema/required/0").textValue()).isEqualTo("score");

        JsonNode none = send(settings().structuredReplies(StructuredReplies.NONE), full().build());
        assertThat(none.has("response_format")).isFalse();

        OpenAiChatModel model = open(settings().structuredReplies(StructuredReplies.NONE));
        assertThat(model.info().parameters()).containsEntry("structured_replies", "\"NONE\"");
        assertThat(open(settings().structuredReplies(StructuredReplies.JSON_SCHEMA))
                        .info()
                        .parameters())
                .isEmpty();
    }

    @Test
    void jsonModeIsAskedForOnlyWhereTheMessagesMentionJson() {
        ChatRequest silent =
                ChatRequest.of("Rate this.").toBuilder().replySchema(RATING).build();
        JsonNode body = send(settings().preset(OpenAiPreset.DASHSCOPE), silent);

        assertThat(body.has("response_format")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/chat/completions", "/chat/completions/"})
    void theBaseUrlIsReadForgivingly(String tail) {
        server.enqueue(Canned.standard(Canned.hello()));
        open(settings().baseUrl(" " + url() + tail + " ")).chat(ChatRequest.of("x"));

        assertThat(take().getTarget()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void aQueryInTheBaseUrlStays() {
        server.enqueue(Canned.standard(Canned.hello()));
        open(settings().baseUrl(url() + "?api-version=2024-10-21")).chat(ChatRequest.of("x"));

        assertThat(take().getTarget()).isEqualTo("/v1/chat/completions?api-version=2024-10-21");
    }
}
