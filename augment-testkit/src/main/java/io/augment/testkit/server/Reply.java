package io.augment.testkit.server;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Is what a {@link Responder} answers. Immutable; the setters return changed copies. */
public final class Reply {
    /** Is a whole HTTP reply in place of a chat completion. */
    record Raw(int status, String contentType, String body) {}

    private final @Nullable String text;
    private final @Nullable String finishReason;
    private final @Nullable String refusal;
    private final @Nullable String reasoning;
    private final @Nullable Raw raw;

    private Reply(
            @Nullable String text,
            @Nullable String finishReason,
            @Nullable String refusal,
            @Nullable String reasoning,
            @Nullable Raw raw) {
        this.text = text;
        this.finishReason = finishReason;
        this.refusal = refusal;
        this.reasoning = reasoning;
        this.raw = raw;
    }

    /** Returns a reply with the given text, cut where the request's limit of tokens is reached. */
    public static Reply of(String text) {
        return new Reply(Objects.requireNonNull(text, "text"), null, null, null, null);
    }

    /** Returns a refusal in its own field, as structured outputs give it; the content is null. */
    public static Reply refusal(String text) {
        return new Reply(null, null, Objects.requireNonNull(text, "text"), null, null);
    }

    /**
     * Returns a whole HTTP reply that is sent as it is, for dialects and oddities; it is billed by its prompt alone.
     *
     * @param status from 100 to 599
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Reply raw(int status, String contentType, String body) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status is from 100 to 599, not " + status);
        }
        Raw raw = new Raw(
                status, Objects.requireNonNull(contentType, "contentType"), Objects.requireNonNull(body, "body"));
        return new Reply(null, null, null, null, raw);
    }

    /** Sets the finish reason; otherwise it is {@code stop}, or {@code length} where the text was cut. */
    public Reply finishReason(String finishReason) {
        return new Reply(text, Objects.requireNonNull(finishReason, "finishReason"), refusal, reasoning, raw);
    }

    /** Adds a field {@code reasoning_content} beside the content, as reasoning models of several servers send it. */
    public Reply reasoning(String reasoning) {
        return new Reply(text, finishReason, refusal, Objects.requireNonNull(reasoning, "reasoning"), raw);
    }

    @Nullable
    String text() {
        return text;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }

    @Nullable
    String refusal() {
        return refusal;
    }

    @Nullable
    String reasoning() {
        return reasoning;
    }

    @Nullable
    Raw raw() {
        return raw;
    }
}
