package io.augment.testkit.server;

/** Names the form in which a server says when a request may be sent again. */
public enum RetryHint {
    /** Sends {@code Retry-After} with whole seconds, rounded up. */
    SECONDS,
    /** Sends {@code Retry-After} with an HTTP date, rounded up to a whole second. */
    DATE,
    /** Sends {@code retry-after-ms} with milliseconds, rounded up, as OpenAI's servers do. */
    MILLIS
}
