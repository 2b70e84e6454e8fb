package io.augment.internal.ledger;

import io.augment.AugmentException;
import org.jspecify.annotations.Nullable;

/** Says that a ledger cannot be used as it is. */
public final class LedgerException extends AugmentException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a sentence for people. */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
