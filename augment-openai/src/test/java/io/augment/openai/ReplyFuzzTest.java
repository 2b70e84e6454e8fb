package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Whatever a server sends, a call ends with a reply or with a {@link ChatException}. */
class ReplyFuzzTest extends WithServer {
    private static final int ROUNDS = 1_500;
    private static final String[] NAMES = {
        "choices",
        "message",
        "content",
        "reasoning",
        "reasoning_content",
        "refusal",
        "usage",
        "prompt_tokens",
        "completion_tokens",
        "prompt_tokens_details",
        "cached_tokens",
        "finish_reason",
        "logprobs",
        "token",
        "logprob",
        "top_logprobs",
        "type",
        "text",
        "thinking",
        "error",
        "code",
        "id",
        "model",
        "total_tokens",
        "detail"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "0",
        "-1",
        "3",
        "1e400",
        "1e-400",
        "12345678901234567890",
        "NaN",
        "-Infinity",
        "0.5",
        "\"\"",
        "\"stop\"",
        "\"length\"",
        "\"<think>a\"",
        "\"</think>\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"429\"",
        "\"text\"",
        "\"error\"",
        "[]",
        "{}"
    };

    @Test
    void aCallEndsWithAReplyOrAChatException() {
        Random random = new Random(20261122);
        OpenAiChatModel model = model();
        ChatRequest request = ChatRequest.of("x").toBuilder().topLogprobs(2).build();
        int replies = 0;
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = body(random);
            server.enqueue(answer(random, body));
            try {
                ChatResponse reply = model.chat(request);
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reply.text()))
                        .as("round %d", round)
                        .isTrue();
                replies++;
            } catch (ChatException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(600);
                failures++;
            } catch (RuntimeException e) {
                throw new AssertionError("round " + round + ": " + new String(body, StandardCharsets.UTF_8), e);
            }
        }

        assertThat(replies).isGreaterThan(ROUNDS / 20);
        assertThat(failures).isGreaterThan(ROUNDS / 20);
    }

    private static MockResponse answer(Random random, byte[] body) {
        int status = random.nextInt(4) > 0 ? 200 : 200 + random.nextInt(400);
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body(new Buffer().write(body));
        if (random.nextInt(4) == 0) {
            answer.setHeader("Retry-After", SCALARS[random.nextInt(SCALARS.length)]);
            answer.setHeader("x-should-retry", random.nextInt(3) == 0 ? "true" : "perhaps");
            answer.setHeader("x-request-id", "\"" + random.nextInt());
        }
        return answer.build();
    }

    private static byte[] body(Random random) {
        String text = random.nextInt(3) == 0 ? value(random, 0) : mutated(random);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && body.length > 0) {
            body = java.util.Arrays.copyOf(body, random.nextInt(body.length));
        }
        for (int flips = random.nextInt(8) == 0 ? 3 : 0; flips > 0 && body.length > 0; flips--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    /** Returns a standard reply of which one part has become something else. */
    private static String mutated(Random random) {
        return "{\"id\":%s,\"model\":%s,\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":%s,\"reasoning\":%s,\"refusal\":%s},\"finish_reason\":%s,\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":%s,\"top_logprobs\":%s}]}}],\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s,\"prompt_tokens_details\":%s}}"
                .formatted(
                        odd(random, "\"id\""),
                        odd(random, "\"m\""),
                        odd(random, "\"hello\""),
                        odd(random, "null"),
                        odd(random, "null"),
                        odd(random, "\"stop\""),
                        odd(random, "-0.5"),
                        odd(random, "[]"),
                        odd(random, "3"),
                        odd(random, "4"),
                        odd(random, "{\"cached_tokens\":2}"));
    }

    private static String odd(Random random, String usual) {
        return random.nextInt(4) == 0 ? value(random, 2) : usual;
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 5 ? 1 : 3);
        if (kind == 0) {
            return SCALARS[random.nextInt(SCALARS.length)];
        }
        StringBuilder json = new StringBuilder(kind == 1 ? "{" : "[");
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : ",");
            if (kind == 1) {
                json.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
            }
            json.append(value(random, depth + 1));
        }
        return json.append(kind == 1 ? "}" : "]").toString();
    }
}
