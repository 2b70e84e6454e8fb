package io.augment.openai;

import mockwebserver3.MockResponse;

/** Writes the standard replies of the tests; dialects and faults are written where they are tested. */
final class Canned {
    private Canned() {}

    /** Returns a complete standard body; {@code content} is JSON, such as {@code "\"hello\""} or {@code null}. */
    static String body(String content, String finishReason) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1790000000,"model":"teacher-2026-01-01",
                 "choices":[{"index":0,"finish_reason":"%s","logprobs":null,
                             "message":{"role":"assistant","content":%s,"refusal":null}}],
                 "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17,
                          "prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0},
                          "completion_tokens_details":{"reasoning_tokens":2,"audio_tokens":0}}}
                """.formatted(finishReason, content);
    }

    static String hello() {
        return body("\"hello\"", "stop");
    }

    /** Returns a response with a standard body, which is held against the official schema. */
    static MockResponse standard(String body) {
        OfficialSchema.check("CreateChatCompletionResponse", body);
        return json(200, body).build();
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    /** Returns an error in the standard shape. */
    static MockResponse.Builder error(int status, String code, String message) {
        return json(
                status,
                "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(message, code));
    }
}
