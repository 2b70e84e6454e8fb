package io.augment.testkit.server;

import io.augment.testkit.internal.server.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Is what the server has counted so far.
 *
 * @param requests requests read completely
 * @param byStatus replies by HTTP status; a request without a reply has none
 * @param byPath requests by path; paths that the server does not know are counted under {@code other}
 * @param faults faults of the {@link FaultPlan} by kind
 * @param rateLimited 429s of the {@link RateLimit}; those of the fault plan are not among them
 * @param inFlight requests being served now
 * @param maxInFlight the most requests served at one time; a request leaves just before the last byte of its reply, or once
 *     the head of a stalled reply is out, so a client with C in flight never shows as more than C
 * @param connectionsOpened connections accepted
 * @param connectionsOpen connections open now
 * @param maxConnectionsOpen the most connections open at one time
 * @param repeated requests whose body had come before
 * @param repeatedAfterReply those among them that came after a complete reply with status 200 had been written: paid twice
 * @param earlyRetries requests that came before the time that the last {@code Retry-After} of the same body named
 * @param peakTokensPerMinute the most billed tokens in any 60 seconds, in steps of 250 ms
 * @param bill what was billed
 */
public record ServerStats(
        long requests,
        Map<Integer, Long> byStatus,
        Map<String, Long> byPath,
        Map<FaultKind, Long> faults,
        long rateLimited,
        int inFlight,
        int maxInFlight,
        long connectionsOpened,
        int connectionsOpen,
        int maxConnectionsOpen,
        long repeated,
        long repeatedAfterReply,
        long earlyRetries,
        long peakTokensPerMinute,
        Bill bill) {
    /** Copies the maps. */
    public ServerStats {
        byStatus = Map.copyOf(byStatus);
        byPath = Map.copyOf(byPath);
        faults = Map.copyOf(faults);
    }

    /** Returns how many replies had the given HTTP status. */
    public long status(int status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** Returns how many faults of the given kind the fault plan asked for. */
    public long faults(FaultKind kind) {
        return faults.getOrDefault(kind, 0L);
    }

    /** Returns all values as one JSON object. */
    public String toJson() {
        JsonOut out = new JsonOut(1024);
        field(out.ascii("{"), "requests", requests);
        map(out, "byStatus", byStatus);
        map(out, "byPath", byPath);
        map(out, "faults", faults);
        field(out.ascii(","), "rateLimited", rateLimited);
        field(out.ascii(","), "inFlight", inFlight);
        field(out.ascii(","), "maxInFlight", maxInFlight);
        field(out.ascii(","), "connectionsOpened", connectionsOpened);
        field(out.ascii(","), "connectionsOpen", connectionsOpen);
        field(out.ascii(","), "maxConnectionsOpen", maxConnectionsOpen);
        field(out.ascii(","), "repeated", repeated);
        field(out.ascii(","), "repeatedAfterReply", repeatedAfterReply);
        field(out.ascii(","), "earlyRetries", earlyRetries);
        field(out.ascii(","), "peakTokensPerMinute", peakTokensPerMinute);
        field(out.ascii(","), "billedRequests", bill.requests());
        field(out.ascii(","), "billedPromptTokens", bill.promptTokens());
        field(out.ascii(","), "billedCompletionTokens", bill.completionTokens());
        return new String(out.ascii("}").toBytes(), StandardCharsets.UTF_8);
    }

    private static void field(JsonOut out, String name, long value) {
        out.string(name).ascii(":").number(value);
    }

    private static void map(JsonOut out, String name, Map<?, Long> values) {
        out.ascii(",").string(name).ascii(":{");
        Map<String, Long> sorted = new TreeMap<>();
        values.forEach((key, value) -> sorted.put(key.toString(), value));
        int written = 0;
        for (Map.Entry<String, Long> entry : sorted.entrySet()) {
            field(written++ == 0 ? out : out.ascii(","), entry.getKey(), entry.getValue());
        }
        out.ascii("}");
    }
}
