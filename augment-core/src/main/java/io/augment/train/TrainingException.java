package io.augment.train;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that a training job cannot be started, followed or used, and what to do. */
public class TrainingException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for people. */
    public TrainingException(String message) {
        super(message);
    }

    /** Creates an exception with a message for people and its cause. */
    public TrainingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
