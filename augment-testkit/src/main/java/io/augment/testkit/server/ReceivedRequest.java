package io.augment.testkit.server;

import io.augment.testkit.internal.server.Hashes;
import io.augment.testkit.internal.server.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Is one request as it came over the wire. Immutable; {@link #toString()} shows no header, hence no key. */
public final class ReceivedRequest {
    private final WireRequest request;
    private final long hash;
    private final long number;
    private final int attempt;

    ReceivedRequest(WireRequest request, long hash, long number, int attempt) {
        this.request = request;
        this.hash = hash;
        this.number = number;
        this.attempt = attempt;
    }

    static long hash(WireRequest request) {
        return request.body().length == 0
                ? Hashes.of(request.method() + " " + request.path())
                : Hashes.of(request.body(), request.body().length);
    }

    /** Returns the method, such as {@code POST}. */
    public String method() {
        return request.method();
    }

    /** Returns the path with its query, such as {@code /v1/chat/completions}. */
    public String path() {
        return request.path();
    }

    /** Returns the values of all headers; names are found in upper and lower case. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : request.head().lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    /** Returns the body as text. */
    public String body() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** Returns the 64-bit hash of the body, or of method and path where there is none; the same in every process. */
    public long hash() {
        return hash;
    }

    /** Returns the place in the order of arrival, from 1. */
    public long number() {
        return number;
    }

    /** Returns how often this very body, or this question without one, has come, this time included. */
    public int attempt() {
        return attempt;
    }

    WireRequest wire() {
        return request;
    }

    @Override
    public String toString() {
        return "request " + number + ": " + method() + " " + path() + ", " + request.body().length + " bytes, attempt "
                + attempt;
    }
}
