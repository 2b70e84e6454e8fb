package io.augment.chat;

import org.jspecify.annotations.Nullable;

/** Says that the provider refused the key; it ends a run at once. */
public final class AuthenticationException extends ChatException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message a sentence for people
     * @param status HTTP status, or null where there was none
     * @param requestId the provider's identifier of the request, or null
     * @param cause what led to it, or null
     */
    public AuthenticationException(
            String message, @Nullable Integer status, @Nullable String requestId, @Nullable Throwable cause) {
        super("authentication", message, status, requestId, cause);
    }
}
