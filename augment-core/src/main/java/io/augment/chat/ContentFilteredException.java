package io.augment.chat;

import org.jspecify.annotations.Nullable;

/** Says that the provider's filter refused the request or withheld the reply. */
public final class ContentFilteredException extends ChatException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message a sentence for people
     * @param status HTTP status, or null where there was none
     * @param requestId the provider's identifier of the request, or null
     * @param cause what led to it, or null
     */
    public ContentFilteredException(
            String message, @Nullable Integer status, @Nullable String requestId, @Nullable Throwable cause) {
        super("content-filtered", message, status, requestId, cause);
    }
}
