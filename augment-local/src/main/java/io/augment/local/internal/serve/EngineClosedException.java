package io.augment.local.internal.serve;

import io.augment.AugmentException;

/** Says that the engine was closed while a request was under way. */
public final class EngineClosedException extends AugmentException {
    private static final long serialVersionUID = 1L;

    EngineClosedException() {
        super("The local model was closed while a request was under way.");
    }
}
