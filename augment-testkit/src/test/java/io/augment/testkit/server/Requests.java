package io.augment.testkit.server;

import io.augment.testkit.internal.server.WireRequest;
import java.nio.charset.StandardCharsets;

/** Makes requests without a connection. */
final class Requests {
    private Requests() {}

    static ReceivedRequest of(String body, int attempt) {
        WireRequest wire =
                new WireRequest("POST", "/v1/chat/completions", "", null, body.getBytes(StandardCharsets.UTF_8), true);
        return new ReceivedRequest(wire, ReceivedRequest.hash(wire), attempt, attempt);
    }
}
