package io.augment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that a record must not go on; strategies throw what {@link StageContext#rejected(String)} returns.
 *
 * <p>This is an ordinary outcome and not a failure: it has no stack trace.
 */
public final class RejectedException extends AugmentException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final @Nullable String detail;

    /**
     * Creates the exception.
     *
     * @param reason name of the reason, lower case with hyphens
     * @param detail what exactly, for people, or null
     */
    public RejectedException(String reason, @Nullable String detail) {
        super(detail == null ? reason : reason + ": " + detail);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.detail = detail;
    }

    /** Returns the name of the reason. */
    public String reason() {
        return reason;
    }

    /** Returns what exactly, for people, or null. */
    public @Nullable String detail() {
        return detail;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
