package io.augment.testkit.server;

import io.augment.testkit.internal.server.ChatBody;
import io.augment.testkit.internal.server.Hashes;
import io.augment.testkit.internal.server.JsonOut;
import io.augment.testkit.internal.server.Logprobs;
import io.augment.testkit.internal.server.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes chat completions, whole or as server-sent events; the fields and their order are those of OpenAI's replies.
 *
 * <p>The identifier and the time of creation are functions of the request, so that a repeated request gets the same bytes.
 */
final class ChatWriter {
    /** Is one finished choice. */
    record Choice(
            @Nullable String text,
            @Nullable String refusal,
            @Nullable String reasoning,
            String finishReason,
            int tokens,
            long hash) {
        static Choice of(Reply reply, int maxTokens, long hash) {
            String refusal = reply.refusal();
            if (refusal != null) {
                return new Choice(null, refusal, null, finish(reply, "stop"), Tokens.count(refusal), hash);
            }
            String text = reply.text() == null ? "" : reply.text();
            String reasoning = reply.reasoning();
            int thought = reasoning == null ? 0 : Tokens.count(reasoning);
            int wanted = Tokens.count(text);
            int room = Math.max(0, maxTokens - thought);
            if (reasoning != null && thought > maxTokens) {
                reasoning = Tokens.cut(reasoning, maxTokens);
                thought = maxTokens;
            }
            if (wanted <= room) {
                return new Choice(text, null, reasoning, finish(reply, "stop"), thought + wanted, hash);
            }
            return new Choice(Tokens.cut(text, room), null, reasoning, "length", thought + room, hash);
        }

        private static String finish(Reply reply, String otherwise) {
            String reason = reply.finishReason();
            return reason == null ? otherwise : reason;
        }
    }

    private static final long CREATED = 1_767_225_600L; // 2026-01-01T00:00:00Z
    private static final int TOKENS_PER_EVENT = 4;

    private final ChatBody request;
    private final List<Choice> choices;
    private final int promptTokens;
    private final int completionTokens;
    private final boolean usage;
    private final String id;

    ChatWriter(ChatBody request, List<Choice> choices, long hash, boolean usage) {
        this.request = request;
        this.choices = choices;
        this.promptTokens = request.promptTokens();
        this.completionTokens = choices.stream().mapToInt(Choice::tokens).sum();
        this.usage = usage;
        this.id = "chatcmpl-" + Long.toHexString(hash);
    }

    int promptTokens() {
        return promptTokens;
    }

    int completionTokens() {
        return completionTokens;
    }

    void write(JsonOut out) {
        start(out, "chat.completion");
        out.ascii("\"choices\":[");
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            out.ascii(i == 0 ? "" : ",").ascii("{\"index\":").number(i);
            out.ascii(",\"message\":{\"role\":\"assistant\",\"content\":");
            nullable(out, choice.text());
            nullable(out.ascii(",\"refusal\":"), choice.refusal());
            if (choice.reasoning() != null) {
                out.ascii(",\"reasoning_content\":").string(choice.reasoning());
            }
            out.ascii("},\"logprobs\":");
            logprobs(out, choice, choice.text());
            out.ascii(",\"finish_reason\":").string(choice.finishReason()).ascii("}");
        }
        out.ascii("]");
        if (usage) {
            usage(out.ascii(","));
        }
        out.ascii(",\"system_fingerprint\":\"fp_augment_fake\"}");
    }

    void stream(JsonOut out) {
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            event(out, i, "{\"role\":\"assistant\",\"content\":\"\"}", null);
            if (choice.reasoning() != null) {
                pieces(out, i, "reasoning_content", choice, choice.reasoning());
            }
            if (choice.refusal() != null) {
                pieces(out, i, "refusal", choice, choice.refusal());
            } else if (choice.text() != null) {
                pieces(out, i, "content", choice, choice.text());
            }
            event(out, i, "{}", choice.finishReason());
        }
        if (usage && request.streamUsage()) {
            start(out.ascii("data: "), "chat.completion.chunk");
            usage(out.ascii("\"choices\":[],"));
            out.ascii("}\n\n");
        }
        out.ascii("data: [DONE]\n\n");
    }

    private void pieces(JsonOut out, int index, String field, Choice choice, String text) {
        List<String> tokens = Tokens.split(text);
        for (int i = 0; i < tokens.size(); i += TOKENS_PER_EVENT) {
            String piece = String.join("", tokens.subList(i, Math.min(tokens.size(), i + TOKENS_PER_EVENT)));
            start(out.ascii("data: "), "chat.completion.chunk");
            out.ascii("\"choices\":[{\"index\":").number(index).ascii(",\"delta\":{");
            out.string(field).ascii(":").string(piece).ascii("},\"logprobs\":");
            logprobs(out, choice, field.equals("content") ? piece : null);
            out.ascii(",\"finish_reason\":null}]}\n\n");
        }
    }

    private void event(JsonOut out, int index, String delta, @Nullable String finish) {
        start(out.ascii("data: "), "chat.completion.chunk");
        out.ascii("\"choices\":[{\"index\":").number(index).ascii(",\"delta\":").ascii(delta);
        nullable(out.ascii(",\"logprobs\":null,\"finish_reason\":"), finish);
        out.ascii("}]}\n\n");
    }

    private void start(JsonOut out, String object) {
        out.ascii("{\"id\":\"").ascii(id).ascii("\",\"object\":\"").ascii(object);
        out.ascii("\",\"created\":").number(CREATED).ascii(",\"model\":").string(request.model());
        out.ascii(",");
    }

    private void usage(JsonOut out) {
        out.ascii("\"usage\":{\"prompt_tokens\":").number(promptTokens);
        out.ascii(",\"completion_tokens\":").number(completionTokens);
        out.ascii(",\"total_tokens\":")
                .number((long) promptTokens + completionTokens)
                .ascii("}");
    }

    private void logprobs(JsonOut out, Choice choice, @Nullable String text) {
        if (request.logprobs() && text != null) {
            Logprobs.write(out, text, request.topLogprobs(), Hashes.of(choice.hash(), text.length()));
        } else {
            out.ascii("null");
        }
    }

    private static void nullable(JsonOut out, @Nullable String text) {
        if (text == null) {
            out.ascii("null");
        } else {
            out.string(text);
        }
    }
}
