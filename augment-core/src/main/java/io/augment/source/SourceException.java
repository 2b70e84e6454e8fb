package io.augment.source;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that a source cannot be read at all: no such file, no permission, no known format. */
public final class SourceException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for people and its cause. */
    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
