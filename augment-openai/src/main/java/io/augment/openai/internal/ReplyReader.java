package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.TokenLogprob;
import io.augment.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chat completion tolerantly: what a server leaves out is unknown, what it adds is ignored; only a body without a
 * message is no reply. Safe for use by many threads.
 */
public final class ReplyReader {
    /** Other servers' words for a reply that ran into its limit; such a reply must never pass for a whole one. */
    private static final Set<String> TRUNCATED = Set.of("length", "max_tokens", "model_length", "MAX_TOKENS");

    /** The server's own trouble ended the reply (vLLM, OpenRouter and Mistral, DeepSeek). */
    private static final Set<String> ABANDONED = Set.of("abort", "error", "insufficient_system_resource");

    private static final int HEAD = 400;

    private final ErrorMapper errors;

    /** Creates a reader that reports through the mapper. */
    public ReplyReader(ErrorMapper errors) {
        this.errors = errors;
    }

    /**
     * Returns the reply in the body of a 2xx response.
     *
     * @throws io.augment.chat.ChatException if there is none
     */
    ChatResponse read(int status, Headers headers, byte[] body, ChatRequest request) {
        return read(status, headers, body, request, false);
    }

    /**
     * Does the same for a reply that may be bound by {@link Gbnf}.
     *
     * @param bound whether texts of the reply end where the grammar ends them
     */
    ChatResponse read(int status, Headers headers, byte[] body, ChatRequest request, boolean bound) {
        JsonNode root = Json.parse(body);
        if (root == null) {
            throw errors.malformed(status, headers, problem(body));
        }
        JsonNode choice = root.path("choices").path(0);
        if (choice.path("error").isObject()) {
            throw errors.ofDisguised(headers, ErrorBody.of(choice));
        }
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            if (root.hasNonNull("error")) {
                throw errors.ofDisguised(headers, ErrorBody.of(root));
            }
            throw errors.malformed(status, headers, "there is no choice with a message in " + head(body));
        }
        FinishReason finishReason = finishReason(choice, status, headers);
        Content content = Content.of(message);
        Usage usage = usage(root.path("usage"));
        String id = Json.text(root, "id");
        return ChatResponse.builder(content.text())
                .reasoning(content.reasoning())
                .refusal(content.refusal())
                .finishReason(
                        cutShort(finishReason, usage, request) || (bound && Gbnf.isCutOff(content.text()))
                                ? FinishReason.LENGTH
                                : finishReason)
                .usage(usage)
                .model(Json.text(root, "model"))
                .id(id == null ? errors.requestId(headers, null) : id)
                .logprobs(request.topLogprobs() > 0 ? logprobs(choice.path("logprobs")) : List.of())
                .build();
    }

    private static String problem(byte[] body) {
        String head = head(body).strip();
        if (head.isEmpty()) {
            return "the body is empty.";
        }
        return head.startsWith("<")
                ? "it is a web page; is the base URL right?"
                : "it is no JSON, or breaks off: " + head;
    }

    private static String head(byte[] body) {
        return new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.UTF_8);
    }

    private FinishReason finishReason(JsonNode choice, int status, Headers headers) {
        String value = Json.text(choice, "finish_reason");
        if (value == null) {
            return FinishReason.UNKNOWN;
        }
        if (ABANDONED.contains(value)) {
            throw errors.abandoned(status, headers, value);
        }
        return TRUNCATED.contains(value) ? FinishReason.LENGTH : new FinishReason(value);
    }

    /** Returns whether a server that gave no reason used up the whole limit. */
    private static boolean cutShort(FinishReason reason, @Nullable Usage usage, ChatRequest request) {
        return reason.equals(FinishReason.UNKNOWN) && usage != null && usage.completionTokens() >= request.maxTokens();
    }

    private static @Nullable Usage usage(JsonNode usage) {
        long prompt = count(usage.path("prompt_tokens"));
        long completion = count(usage.path("completion_tokens"));
        if (completion < 0) {
            long total = count(usage.path("total_tokens"));
            completion = prompt >= 0 && total >= prompt ? total - prompt : -1;
        }
        if (prompt < 0 || completion < 0) {
            return null;
        }
        long cached = Math.max(
                count(usage.path("prompt_tokens_details").path("cached_tokens")),
                count(usage.path("prompt_cache_hit_tokens")));
        return new Usage(prompt, Math.min(Math.max(cached, 0), prompt), completion);
    }

    /** Returns a count, or -1 if the node holds none. */
    private static long count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0 ? node.longValue() : -1;
    }

    /** Returns the tokens; none at all if one of them cannot be read, since their places matter. */
    private static List<TokenLogprob> logprobs(JsonNode logprobs) {
        List<TokenLogprob> tokens = new ArrayList<>();
        for (JsonNode node : logprobs.path("content")) {
            TokenLogprob token = token(node, true);
            if (token == null) {
                return List.of();
            }
            tokens.add(token);
        }
        return tokens;
    }

    private static @Nullable TokenLogprob token(JsonNode node, boolean withTop) {
        String text = node.path("token").textValue();
        JsonNode logprob = node.path("logprob");
        if (text == null || !logprob.isNumber() || Double.isNaN(logprob.doubleValue())) {
            return null;
        }
        List<TokenLogprob> top = new ArrayList<>();
        if (withTop) {
            for (JsonNode rival : node.path("top_logprobs")) {
                TokenLogprob token = token(rival, false);
                if (token != null) {
                    top.add(token);
                }
            }
        }
        return new TokenLogprob(UnicodeText.wellFormed(text), logprob.doubleValue(), top);
    }
}
