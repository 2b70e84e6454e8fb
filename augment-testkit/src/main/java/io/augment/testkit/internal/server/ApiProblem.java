package io.augment.testkit.internal.server;

import org.jspecify.annotations.Nullable;

/** Says that a request cannot be served, with all that OpenAI's error reply carries. */
public final class ApiProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;

    /** Creates a problem of HTTP status {@code status}. */
    public ApiProblem(int status, String type, String message, @Nullable String param, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /** Returns a 400 about one parameter of the request. */
    public static ApiProblem badRequest(String message, @Nullable String param) {
        return new ApiProblem(400, "invalid_request_error", message, param, null);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Writes OpenAI's error object. */
    public void write(JsonOut out) {
        String message = getMessage();
        write(out, message == null ? "" : message, type, param, code);
    }

    /** Writes an error object from its parts. */
    public static void write(JsonOut out, String message, String type, @Nullable String param, @Nullable String code) {
        out.ascii("{\"error\":{\"message\":")
                .string(message)
                .ascii(",\"type\":")
                .string(type);
        nullable(out.ascii(",\"param\":"), param);
        nullable(out.ascii(",\"code\":"), code);
        out.ascii("}}");
    }

    private static void nullable(JsonOut out, @Nullable String value) {
        if (value == null) {
            out.ascii("null");
        } else {
            out.string(value);
        }
    }
}
