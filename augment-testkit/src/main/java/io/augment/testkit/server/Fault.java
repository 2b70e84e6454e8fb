package io.augment.testkit.server;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes what goes wrong with one request. Immutable. */
public final class Fault {
    private static final Fault NONE = new Fault(FaultKind.NONE, 200, null, RetryHint.SECONDS, Form.PROCESSED);

    /** Tells variants of one kind apart. */
    enum Form {
        PROCESSED,
        UNPROCESSED,
        JSON,
        HTML
    }

    private final FaultKind kind;
    private final int status;
    private final @Nullable Duration time;
    private final RetryHint hint;
    private final Form form;

    private Fault(FaultKind kind, int status, @Nullable Duration time, RetryHint hint, Form form) {
        if (time != null && time.isNegative()) {
            throw new IllegalArgumentException("the time of a fault must not be negative: " + time);
        }
        this.kind = kind;
        this.status = status;
        this.time = time;
        this.hint = Objects.requireNonNull(hint, "hint");
        this.form = form;
    }

    /** Returns the fault that is none: the request is served. */
    public static Fault none() {
        return NONE;
    }

    /**
     * Returns a 429 that asks the client to wait.
     *
     * @param wait how long to wait; rounded up to what the hint can say
     * @throws IllegalArgumentException if {@code wait} is negative
     */
    public static Fault rateLimit(Duration wait, RetryHint hint) {
        return new Fault(FaultKind.RATE_LIMIT, 429, Objects.requireNonNull(wait, "wait"), hint, Form.JSON);
    }

    /** Returns a 429 without any hint. */
    public static Fault rateLimit() {
        return new Fault(FaultKind.RATE_LIMIT, 429, null, RetryHint.SECONDS, Form.JSON);
    }

    /**
     * Returns an error of the server, in OpenAI's JSON format.
     *
     * @param status from 500 to 599
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Fault serverError(int status) {
        return new Fault(FaultKind.SERVER_ERROR, serverStatus(status), null, RetryHint.SECONDS, Form.JSON);
    }

    /**
     * Returns an error such as a proxy sends, with an HTML page.
     *
     * @param status from 500 to 599
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Fault htmlError(int status) {
        return new Fault(FaultKind.SERVER_ERROR, serverStatus(status), null, RetryHint.SECONDS, Form.HTML);
    }

    /**
     * Returns a 503 that says when the server will be back.
     *
     * @throws IllegalArgumentException if {@code wait} is negative
     */
    public static Fault unavailable(Duration wait, RetryHint hint) {
        return new Fault(FaultKind.SERVER_ERROR, 503, Objects.requireNonNull(wait, "wait"), hint, Form.JSON);
    }

    /** Returns a connection reset before the request is processed: nothing is billed. */
    public static Fault resetBefore() {
        return new Fault(FaultKind.RESET, 0, null, RetryHint.SECONDS, Form.UNPROCESSED);
    }

    /** Returns a connection reset after the request was processed and billed, before a byte of the reply. */
    public static Fault resetAfter() {
        return new Fault(FaultKind.RESET, 0, null, RetryHint.SECONDS, Form.PROCESSED);
    }

    /** Returns a reply that ends in its middle; the request is billed. */
    public static Fault truncatedBody() {
        return new Fault(FaultKind.TRUNCATED_BODY, 200, null, RetryHint.SECONDS, Form.PROCESSED);
    }

    /** Returns a reply of which only the head comes, until the client gives up or the server's limit; it is billed. */
    public static Fault stalled() {
        return new Fault(FaultKind.STALLED, 200, null, RetryHint.SECONDS, Form.PROCESSED);
    }

    /**
     * Returns a complete reply that drips over the given time.
     *
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public static Fault slowBody(Duration time) {
        return new Fault(
                FaultKind.SLOW_BODY, 200, Objects.requireNonNull(time, "time"), RetryHint.SECONDS, Form.PROCESSED);
    }

    /** Returns a 200 whose JSON breaks off although its length is right; it is billed. */
    public static Fault cutJson() {
        return new Fault(FaultKind.MALFORMED_JSON, 200, null, RetryHint.SECONDS, Form.JSON);
    }

    /** Returns a 200 with an HTML page, such as a captive portal sends; it is billed. */
    public static Fault htmlPage() {
        return new Fault(FaultKind.MALFORMED_JSON, 200, null, RetryHint.SECONDS, Form.HTML);
    }

    private static int serverStatus(int status) {
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("an error of the server has a status from 500 to 599, not " + status);
        }
        return status;
    }

    /** Returns the kind. */
    public FaultKind kind() {
        return kind;
    }

    /** Returns the HTTP status that the client sees; 0 where it sees none. */
    public int status() {
        return status;
    }

    @Nullable
    Duration time() {
        return time;
    }

    RetryHint hint() {
        return hint;
    }

    boolean html() {
        return form == Form.HTML;
    }

    /** Tells whether the server does the work, and bills it, before the fault shows. */
    boolean processed() {
        return switch (kind) {
            case NONE, TRUNCATED_BODY, STALLED, SLOW_BODY, MALFORMED_JSON -> true;
            case RATE_LIMIT, SERVER_ERROR -> false;
            case RESET -> form == Form.PROCESSED;
        };
    }

    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + (time == null ? "" : " " + time) + " " + form;
    }
}
