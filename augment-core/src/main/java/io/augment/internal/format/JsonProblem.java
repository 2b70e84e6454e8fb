package io.augment.internal.format;

/**
 * Says that text is not the JSON that was expected; cheap, since a malformed row must cost no more than a good one.
 */
public final class JsonProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reason of text that breaks the rules of JSON. */
    public static final String MALFORMED = "malformed-json";

    /** Reason of bytes that are not UTF-8. */
    public static final String ENCODING = "broken-encoding";

    /** Reason of a native record with a field of the wrong kind. */
    public static final String RECORD = "bad-record";

    private final String reason;
    private final int offset;
    private final boolean atEnd;

    private JsonProblem(String reason, String message, int offset, boolean atEnd) {
        super(message, null, false, false);
        this.reason = reason;
        this.offset = offset;
        this.atEnd = atEnd;
    }

    /** Creates the problem of text that breaks the rules of JSON. */
    public static JsonProblem malformed(String message, int offset) {
        return new JsonProblem(MALFORMED, message, offset, false);
    }

    static JsonProblem atEnd(int offset) {
        return new JsonProblem(MALFORMED, "the row ends inside a value", offset, true);
    }

    static JsonProblem encoding(int offset) {
        return new JsonProblem(ENCODING, "a text holds bytes that are not UTF-8", offset, false);
    }

    static JsonProblem record(String message) {
        return new JsonProblem(RECORD, message, 0, false);
    }

    /** Returns the reason's name. */
    public String reason() {
        return reason;
    }

    /** Returns the message, which is never null here. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Returns where in the array of bytes the problem was met. */
    public int offset() {
        return offset;
    }

    /** Returns whether the text may be right but for what is missing at its end. */
    public boolean atEnd() {
        return atEnd;
    }
}
