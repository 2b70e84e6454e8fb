package io.augment;

import org.jspecify.annotations.Nullable;

/**
 * Is the root of all exceptions that this library throws on purpose.
 *
 * <p>Messages are sentences for people: what happened, where, what to do. They never hold a key.
 */
public class AugmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for people. */
    public AugmentException(String message) {
        super(message);
    }

    /** Creates an exception with a message for people and its cause. */
    public AugmentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
