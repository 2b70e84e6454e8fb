package io.augment.local;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that a model's file is not there or could not be fetched, and what to do. */
public final class ModelStoreException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message a sentence for people
     * @param cause what led to it, or null
     */
    public ModelStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
