package io.augment.testkit.internal.server;

import java.io.IOException;

/** Says that what came over a connection is no request that this server reads; the connection ends after the reply. */
public final class HttpProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Creates a problem of HTTP status {@code status}. */
    public HttpProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}
