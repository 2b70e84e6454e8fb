package io.augment.chat;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/**
 * Says that a call of a model failed, and what is known of it.
 *
 * <p>Subclasses of {@link RetriableChatException} may succeed on another attempt; all others will not.
 */
public class ChatException extends AugmentException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final @Nullable Integer status;
    private final @Nullable String requestId;

    /**
     * Creates an exception.
     *
     * @param reason name of the reason, lower case with hyphens; counted in reports
     * @param message a sentence for people
     * @param status HTTP status, or null where there was none
     * @param requestId the provider's identifier of the request, or null
     * @param cause what led to it, or null
     */
    public ChatException(
            String reason,
            String message,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.status = status;
        this.requestId = requestId;
    }

    /** Returns the name of the reason, lower case with hyphens. */
    public String reason() {
        return reason;
    }

    /** Returns the HTTP status, or null where there was none. */
    public @Nullable Integer status() {
        return status;
    }

    /** Returns the provider's identifier of the request, or null. */
    public @Nullable String requestId() {
        return requestId;
    }
}
