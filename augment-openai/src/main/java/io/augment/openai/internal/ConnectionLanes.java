package io.augment.openai.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Spreads calls over clients that keep a few connections each.
 *
 * <p>For each call, and again after it, OkHttp looks at the connections of the client's pool one by one, each under its lock;
 * with hundreds of calls under way that costs more than the call itself. A call takes the place that was given back last, so
 * there are no more places, and no more connections, than calls were ever under way at once. Safe for use by many threads.
 */
final class ConnectionLanes {
    private static final int CALLS_PER_LANE = 16;

    private final Supplier<OkHttpClient> opener;
    private final int callsPerLane;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<OkHttpClient> lanes = new ArrayList<>();
    private final Deque<OkHttpClient> free = new ArrayDeque<>();
    private @Nullable OkHttpClient newest;
    private int placesLeft;

    private ConnectionLanes(Supplier<OkHttpClient> opener, int callsPerLane) {
        this.opener = opener;
        this.callsPerLane = callsPerLane;
    }

    /** Spreads calls over clients like this one. */
    static ConnectionLanes like(OkHttpClient client) {
        return new ConnectionLanes(() -> HttpClients.lane(client, CALLS_PER_LANE), CALLS_PER_LANE);
    }

    /** Leaves all calls with this client, and it with its owner. */
    static ConnectionLanes only(OkHttpClient client) {
        return new ConnectionLanes(() -> client, Integer.MAX_VALUE);
    }

    /** Returns the client that the next call is to use, until it is given back. */
    OkHttpClient take() {
        lock.lock();
        try {
            OkHttpClient lane = free.poll();
            if (lane != null) {
                return lane;
            }
            OkHttpClient open = newest;
            if (open == null || placesLeft == 0) {
                open = opener.get();
                lanes.add(open);
                newest = open;
                placesLeft = callsPerLane;
            }
            placesLeft--;
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the client of a call that has ended. */
    void give(OkHttpClient lane) {
        lock.lock();
        try {
            free.push(lane);
        } finally {
            lock.unlock();
        }
    }

    /** Aborts the calls under way and closes the connections. */
    void close() {
        List<OkHttpClient> open;
        lock.lock();
        try {
            open = List.copyOf(lanes);
        } finally {
            lock.unlock();
        }
        open.forEach(HttpClients::close);
    }
}
