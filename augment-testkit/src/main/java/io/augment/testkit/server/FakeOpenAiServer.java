package io.augment.testkit.server;

import io.augment.testkit.internal.server.ConnectionThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;

/**
 * Serves OpenAI's chat and embedding API over real HTTP/1.1 on the loopback interface, for tests.
 *
 * <p>{@code POST /v1/chat/completions} (whole and as server-sent events), {@code POST /v1/embeddings}, {@code GET /v1/models},
 * and the files and jobs of fine-tuning ({@code /v1/files}, {@code /v1/fine_tuning/jobs}) answer as OpenAI's specification has it; anything else is a 404 in its error format. A token is a CJK
 * character or up to four UTF-8 bytes of other text, so a text never has more tokens than bytes; a prompt costs four tokens
 * more per message and three for the reply. {@code GET /__stats} gives {@link #stats()} as JSON and is not counted.
 *
 * <p>Each connection has a thread, a virtual one from Java 21 on. The server is safe for use by many threads; {@link #close()}
 * ends all connections and waits for their threads.
 */
public final class FakeOpenAiServer implements AutoCloseable {
    private final Settings settings;
    private final Counters counters;
    private final Router router;
    private final ConnectionThreads threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    /** Holds connections that have ended, until their threads have too. */
    private final Queue<Connection> ending = new ConcurrentLinkedQueue<>();

    private final int port;
    private final Listener listener;
    private volatile boolean closed;
    private volatile boolean down;
    private volatile long downSince;
    private volatile long downNanos;

    private FakeOpenAiServer(Settings settings, ServerSocket bound) {
        this.settings = settings;
        this.port = bound.getLocalPort();
        this.counters = new Counters(settings.recorded());
        this.router = new Router(settings, counters, this::isDown);
        this.threads = new ConnectionThreads("fake-openai-" + port);
        this.listener = new Listener(bound, this::open);
        listener.start(threads);
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

    /** Returns the uploaded files and the fine-tuning jobs that were made so far. */
    public FineTunes fineTunes() {
        return router.fineTunes();
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
        down(Listener.FOREVER);
    }

    /** Answers 503 to everything for the given time. */
    public void down(Duration time) {
        down(time.toNanos());
    }

    /** Resets all connections and refuses new ones until {@link #up()}. */
    public void refuse() {
        refuse(Listener.FOREVER);
    }

    /** Resets all connections and refuses new ones for the given time. */
    public void refuse(Duration time) {
        refuse(time.toNanos());
    }

    /**
     * Ends an outage; when this returns, connections are accepted again.
     *
     * @throws UncheckedIOException if the port was taken by another process meanwhile
     */
    public void up() {
        down = false;
        listener.resume();
    }

    /** Ends all connections and waits until no thread of the server is left. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = listener.close();
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
        return down && (downNanos == Listener.FOREVER || System.nanoTime() - downSince < downNanos);
    }

    private void down(long nanos) {
        downSince = System.nanoTime();
        downNanos = nanos;
        down = true;
    }

    private void refuse(long nanos) {
        listener.refuse(nanos);
        for (Connection connection : connections) {
            connection.close(true);
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
        if (listener.refusing()) {
            connection.close(true); // it slipped in while the listener was being closed
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
        private FineTunePlan fineTuning = FineTunePlan.ofSteps(3);

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

        /** Sets how fine-tuning jobs go; three steps and success unless set. */
        public Builder fineTuning(FineTunePlan plan) {
            this.fineTuning = Objects.requireNonNull(plan, "plan");
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
                    recorded,
                    fineTuning);
            try {
                return new FakeOpenAiServer(settings, Listener.bind(port));
            } catch (IOException e) {
                throw new UncheckedIOException("port " + port + " of the loopback interface cannot be used", e);
            }
        }
    }
}
