package io.augment.testkit.server;

/** Names the ways in which the fake server fails; each is what a real server or the network in between does. */
public enum FaultKind {
    /** Serves the request as it should be. */
    NONE,
    /** Answers 429 with a hint when to come again; the request is not processed. */
    RATE_LIMIT,
    /** Answers 500, 502 or 503, as JSON or HTML, with or without a hint; the request is not processed. */
    SERVER_ERROR,
    /** Resets the connection, before or after the request was processed. */
    RESET,
    /** Processes the request, announces a longer body than it sends, and closes the connection. */
    TRUNCATED_BODY,
    /** Processes the request, sends the head of the reply and nothing more. */
    STALLED,
    /** Processes the request and sends the whole reply, but in small pieces over a given time. */
    SLOW_BODY,
    /** Processes the request and answers 200 with a body that is no JSON, or half of it. */
    MALFORMED_JSON
}
