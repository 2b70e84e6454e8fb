package io.augment.chat;

import java.util.Objects;

/**
 * Says why a model stopped. Providers invent values of their own, so this wraps a text and is no enum.
 *
 * @param value the value as the provider wrote it
 */
public record FinishReason(String value) {
    /** The model came to its natural end or to a stop text. */
    public static final FinishReason STOP = new FinishReason("stop");

    /** The reply ran into the output limit and is truncated. */
    public static final FinishReason LENGTH = new FinishReason("length");

    /** The provider's filter withheld text. */
    public static final FinishReason CONTENT_FILTER = new FinishReason("content_filter");

    /** The provider did not say. */
    public static final FinishReason UNKNOWN = new FinishReason("unknown");

    /** Creates a finish reason. */
    public FinishReason {
        Objects.requireNonNull(value, "value");
    }
}
