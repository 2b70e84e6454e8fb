package io.augment.testkit.server;

import io.augment.testkit.internal.server.ConnectionThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Serves OpenAI's chat and embedding API over real HTTP/1.1 on the loopback interface, for tests.
 *
 * <p>{@code POST /v1/chat/completions} (whole and as server-sent events), {@code POST /v1/embeddings} and
 * {@code GET /v1/models} answer as OpenAI's specification has it; anything else is a 404 in its error format. A token is a CJK
 * character or up to four UTF-8 bytes of other text, so a text never has more tokens than bytes; a prompt costs four tokens
 * more per message and three for the reply. {@code GET /__stats} gives {@link #stats()} as JSON and is not counted.
 *
 * <p>Each connection has a thread, a virtual one from Java 21 on. The server is safe for use by many threads; {@link #close()}
 * ends all connections and waits for their threads.
 */
public final class FakeOpenAiServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 2048;
    private static final int BIND_TRIES = 100;
    private static final long BIND_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long FOREVER = Long.MAX_VALUE;

    private final Settings settings;
    private final Counters counters;
    private final Router router;
    private final ConnectionThreads threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    /** Holds connections that have ended, until their threads have too. */
    private final Queue<Connection> ending = new ConcurrentLinkedQueue<>();

    private final int port;
    private final Thread acceptor;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile ServerSocket listener;
    private volatile boolean closed;
    private volatile boolean refusing;
    private volatile boolean down;
    private volatile long outageStart;
    private volatile long outageNanos;

    private FakeOpenAiServer(Settings settings, ServerSocket listener) {
        this.settings = settings;
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.counters = new Counters(settings.recorded());
        this.router = new Router(settings, counters, this::isDown);
        this.threads = new ConnectionThreads("fake-openai-" + port);
        this.acceptor = threads.startPlatform(this::accept);
    }

    /** Returns a builder; without any setting it answers by rule, at once, without faults, on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a server without any setting. */
    public static FakeOpenAiServer start() {
        return builder().start();
    }

    /** Returns the URL to give to a client, such as {@code http://127.0.0.1:40123/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return port;
    }

    /** Returns what was counted so far. */
    public ServerStats stats() {
        return counters.snapshot();
    }

    /** Returns what was billed so far. */
    public Bill bill() {
        return counters.bill();
    }

    /** Returns what was billed so far for one model. */
    public Bill bill(String model) {
        return counters.bill(model);
    }

    /** Returns the last requests in order of arrival, at most as many as {@link Builder#record(int)} says. */
    public List<ReceivedRequest> requests() {
        return counters.recorded();
    }

    /**
     * Waits until {@code count} requests have come since the start; false when the time was over before.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitRequests(long count, Duration limit) throws InterruptedException {
        return counters.await(count, limit.toNanos());
    }

    /** Answers 503 to everything until {@link #up()}. */
    public void down() {
        outage(FOREVER, false);
    }

    /** Answers 503 to everything for the given time. */
    public void down(Duration time) {
        outage(time.toNanos(), false);
    }

    /** Resets all connections and refuses new ones until {@link #up()}. */
    public void refuse() {
        outage(FOREVER, true);
    }

    /** Resets all connections and refuses new ones for the given time. */
    public void refuse(Duration time) {
        outage(time.toNanos(), true);
    }

    /**
     * Ends an outage; when this returns, connections are accepted again.
     *
     * @throws UncheckedIOException if the port was taken by another process meanwhile
     */
    public void up() {
        lock.lock();
        try {
            down = false;
            if (refusing && !closed) {
                listenAgain();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all connections and waits until no thread of the server is left. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closeListener();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = Connection.join(acceptor);
        List<Connection> open = List.copyOf(connections);
        for (Connection connection : open) {
            connection.close(false);
        }
        for (Connection connection : open) {
            interrupted |= connection.join();
        }
        for (Connection connection = ending.poll(); connection != null; connection = ending.poll()) {
            interrupted |= connection.join();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Settings settings() {
        return settings;
    }

    Counters counters() {
        return counters;
    }

    Router router() {
        return router;
    }

    boolean closed() {
        return closed;
    }

    void ended(Connection connection) {
        counters.disconnected();
        ending.add(connection);
        connections.remove(connection);
    }

    private boolean isDown() {
        return down && (outageNanos == FOREVER || System.nanoTime() - outageStart < outageNanos);
    }

    private void outage(long nanos, boolean refuse) {
        lock.lock();
        try {
            outageStart = System.nanoTime();
            outageNanos = nanos;
            down = !refuse;
            if (refuse) {
                refusing = true;
                closeListener();
                for (Connection connection : connections) {
                    connection.close(true);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!closed) {
            ServerSocket current = listener;
            try {
                open(current.accept());
            } catch (IOException e) {
                awaitListener(current);
            }
        }
    }

    private void open(Socket socket) {
        Connection connection = new Connection(this, socket);
        counters.connected();
        connections.add(connection);
        connection.runs(threads.start(connection));
        for (Connection first = ending.peek(); first != null && !first.alive(); first = ending.peek()) {
            ending.remove();
        }
        if (refusing) {
            connection.close(true); // it slipped in while the listener was being closed
        }
    }

    /** Waits until there is another listener, or makes one when the outage is over. */
    private void awaitListener(ServerSocket broken) {
        lock.lock();
        try {
            while (!closed && listener == broken) {
                long left = outageNanos == FOREVER ? FOREVER : outageNanos - (System.nanoTime() - outageStart);
                if (!refusing || left <= 0) {
                    listenAgain();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void listenAgain() {
        try {
            closeListener();
            listener = listen(port);
            refusing = false;
            changed.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " is no longer free", e);
        }
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the listening socket could not be closed", e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        for (int tries = 1; ; tries++) {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (port == 0 || tries == BIND_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(BIND_PAUSE_NANOS);
            }
        }
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private int port;
        private Duration minLatency = Duration.ZERO;
        private Duration maxLatency = Duration.ZERO;
        private Responder responder = Responder.ruleBased();
        private FaultPlan faults = FaultPlan.none();
        private @Nullable String apiKey;
        private final Set<String> models = new LinkedHashSet<>();
        private boolean usage = true;
        private @Nullable RateLimit rateLimit;
        private @Nullable String redirect;
        private Duration stallLimit = Duration.ofSeconds(30);
        private int recorded = 256;

        private Builder() {}

        /** Sets the port; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Waits so long before each reply that is billed; nothing unless set.
         *
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder latency(Duration time) {
            return latency(time, time);
        }

        /**
         * Waits between two times before each reply that is billed; how long depends on the request's body alone.
         *
         * @throws IllegalArgumentException if {@code min} is negative or above {@code max}
         */
        public Builder latency(Duration min, Duration max) {
            if (min.isNegative() || min.compareTo(max) > 0) {
                throw new IllegalArgumentException("latency must go from 0 or more upwards, not " + min + " to " + max);
            }
            minLatency = min;
            maxLatency = max;
            return this;
        }

        /** Sets who answers; {@link Responder#ruleBased()} unless set. */
        public Builder responder(Responder responder) {
            this.responder = Objects.requireNonNull(responder, "responder");
            return this;
        }

        /** Sets what goes wrong; nothing unless set. */
        public Builder faults(FaultPlan faults) {
            this.faults = Objects.requireNonNull(faults, "faults");
            return this;
        }

        /** Asks for this key; any other, and none, is answered by 401. */
        public Builder apiKey(String apiKey) {
            this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
            return this;
        }

        /** Serves these models alone; any other is answered by 404. Without this every model is served. */
        public Builder models(String... models) {
            this.models.addAll(List.of(models));
            return this;
        }

        /** Leaves out the usage when false, as some servers do; it is billed all the same. */
        public Builder usage(boolean usage) {
            this.usage = usage;
            return this;
        }

        /** Enforces a rate limit; none unless set. */
        public Builder rateLimit(RateLimit limit) {
            this.rateLimit = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /** Answers everything by a 307 to this URL, which a client must not follow with its key. */
        public Builder redirectTo(String url) {
            this.redirect = Objects.requireNonNull(url, "url");
            return this;
        }

        /** Closes a stalled connection after this time when the client has not; 30 seconds unless set. */
        public Builder stallLimit(Duration time) {
            this.stallLimit = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Keeps the last {@code count} requests for {@link FakeOpenAiServer#requests()}; 256 unless set, 0 for none.
         *
         * @throws IllegalArgumentException if {@code count} is negative
         */
        public Builder record(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("the number of requests to record must not be negative");
            }
            this.recorded = count;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public FakeOpenAiServer start() {
            Settings settings = new Settings(
                    port,
                    minLatency,
                    maxLatency,
                    responder,
                    faults,
                    apiKey,
                    Collections.unmodifiableSet(new LinkedHashSet<>(models)),
                    usage,
                    rateLimit,
                    redirect,
                    stallLimit,
                    recorded);
            try {
                return new FakeOpenAiServer(settings, listen(port));
            } catch (IOException e) {
                throw new UncheckedIOException("port " + port + " of the loopback interface cannot be used", e);
            }
        }
    }
}
