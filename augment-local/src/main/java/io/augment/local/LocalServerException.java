package io.augment.local;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that a model server could not be started or kept running on this machine, and what its log said last. */
public final class LocalServerException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message a sentence for people
     * @param cause what led to it, or null
     */
    public LocalServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
