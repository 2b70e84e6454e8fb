package io.augment.internal.source;

/** Says that a row is readable but no seed; cheap, since bad rows may come by the million. */
final class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates the exception.
     *
     * @param reason name of the reason, lower case with hyphens
     * @param detail what is wrong and what to do
     */
    BadRow(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
