package io.augment.openai.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Makes HTTP clients that suit long, expensive, concurrent calls. */
public final class HttpClients {
    /** Connections kept between calls: more than any run has calls in flight, so that none is opened twice. */
    private static final int MAX_IDLE_CONNECTIONS = 2048;

    private static final long KEEP_ALIVE_MINUTES = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private HttpClients() {}

    /** Returns a client of our own. */
    public static OkHttpClient create() {
        return careful(apart(new OkHttpClient.Builder(), MAX_IDLE_CONNECTIONS)
                .socketFactory(new PromptSockets())
                .connectTimeout(CONNECT_TIMEOUT));
    }

    /** Returns a client like the other, with connections of its own. */
    static OkHttpClient lane(OkHttpClient client, int connections) {
        return apart(client.newBuilder(), connections).build();
    }

    private static OkHttpClient.Builder apart(OkHttpClient.Builder builder, int connections) {
        // Calls are blocking, so the dispatcher limits nothing; its generous limits are there for what cancels all.
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return builder.dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(connections, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES));
    }

    /** Returns a client that shares the other's pools, interceptors and proxies, and is as careful as our own. */
    public static OkHttpClient adopt(OkHttpClient client) {
        return careful(client.newBuilder());
    }

    /**
     * Follows no redirect, because the headers hold keys; and leaves all waiting to the call's own time limit, because a
     * model may think for minutes before its first byte. What may be sent twice is settled by {@link OneShotBody}.
     */
    private static OkHttpClient careful(OkHttpClient.Builder builder) {
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .build();
    }

    /** Aborts the calls of a client of our own and lets go of its connections and threads. */
    public static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
