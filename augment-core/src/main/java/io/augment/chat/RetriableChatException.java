package io.augment.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says that a call failed in a way that another attempt may mend. */
public class RetriableChatException extends ChatException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * Creates an exception.
     *
     * @param reason name of the reason, lower case with hyphens
     * @param message a sentence for people
     * @param status HTTP status, or null where there was none
     * @param requestId the provider's identifier of the request, or null
     * @param retryAfter how long the server asks to wait before the next attempt, or null
     * @param cause what led to it, or null
     */
    public RetriableChatException(
            String reason,
            String message,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(reason, message, status, requestId, cause);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the server asks to wait before the next attempt, counted from the reply; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
