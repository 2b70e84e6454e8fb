package io.augment.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says that the server failed or is overloaded (HTTP 5xx, a lost connection). */
public final class ServerErrorException extends RetriableChatException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message a sentence for people
     * @param status HTTP status, or null where there was none
     * @param requestId the provider's identifier of the request, or null
     * @param retryAfter how long the server asks to wait before the next attempt, or null
     * @param cause what led to it, or null
     */
    public ServerErrorException(
            String message,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super("server-error", message, status, requestId, retryAfter, cause);
    }
}
