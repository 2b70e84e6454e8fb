package io.augment.testkit.internal.server;

import org.jspecify.annotations.Nullable;

/** Is one HTTP request as it was read; immutable as long as nobody writes into its body. */
public final class WireRequest {
    private final String method;
    private final String path;
    private final String head;
    private final @Nullable String authorization;
    private final byte[] body;
    private final boolean keepAlive;

    /**
     * Creates a request.
     *
     * @param head the request line and the header lines as they came
     * @param authorization the value of that header, if any
     * @param body the body, without chunks; not copied
     * @param keepAlive whether the connection stays open after the reply
     */
    public WireRequest(
            String method, String path, String head, @Nullable String authorization, byte[] body, boolean keepAlive) {
        this.method = method;
        this.path = path;
        this.head = head;
        this.authorization = authorization;
        this.body = body;
        this.keepAlive = keepAlive;
    }

    /** Returns the method. */
    public String method() {
        return method;
    }

    /** Returns the path with its query. */
    public String path() {
        return path;
    }

    /** Returns the request line and the header lines, each with its line end. */
    public String head() {
        return head;
    }

    /** Returns the value of the header {@code Authorization}. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** Returns the body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    /** Tells whether the connection stays open after the reply. */
    public boolean keepAlive() {
        return keepAlive;
    }
}
