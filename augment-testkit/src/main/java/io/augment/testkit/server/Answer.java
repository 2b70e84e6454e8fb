package io.augment.testkit.server;

import io.augment.testkit.internal.server.ApiProblem;
import io.augment.testkit.internal.server.JsonOut;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Is the reply that a connection is about to send; used again for every request of the connection. */
final class Answer {
    static final String JSON = "application/json";
    static final String HTML = "text/html; charset=utf-8";
    static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final String PAGE =
            "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n<center><h1>%1$s</h1></center>\r\n</body>\r\n</html>\r\n";

    final JsonOut body = new JsonOut(4 * 1024);
    int status;
    String contentType = JSON;
    /** Header lines of this reply alone, each with its line end. */
    String headers = "";

    Fault fault = Fault.none();
    long latencyNanos;
    /** Tells whether this is the reply that the client pays for. */
    boolean product;

    void clear() {
        body.clear();
        status = 200;
        contentType = JSON;
        headers = "";
        fault = Fault.none();
        latencyNanos = 0;
        product = false;
    }

    void error(int status, String type, String message, @Nullable String code) {
        body.clear();
        this.status = status;
        contentType = JSON;
        product = false;
        ApiProblem.write(body, message, type, null, code);
    }

    void problem(ApiProblem problem) {
        body.clear();
        status = problem.status();
        problem.write(body);
    }

    void page(int status, String title) {
        text(status, HTML, PAGE.formatted(title));
    }

    void text(int status, String contentType, String text) {
        body.clear();
        this.status = status;
        this.contentType = contentType;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        body.bytes(bytes, 0, bytes.length);
    }

    boolean chunked() {
        return contentType.equals(EVENTS);
    }
}
