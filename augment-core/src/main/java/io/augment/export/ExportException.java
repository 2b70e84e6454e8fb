package io.augment.export;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that an export could not be written, or is not what its trainer takes. */
public final class ExportException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for people and its cause. */
    public ExportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
