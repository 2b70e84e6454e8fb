package io.augment.openai.internal;

import io.augment.chat.CallScope;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelNotFoundException;
import io.augment.chat.ServerErrorException;
import io.augment.openai.ErrorTexts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes one attempt at a call over HTTP. Safe for use by many threads. */
public final class ChatEndpoint {
    /** More than any reply needs; a server that never stops must not fill the memory. */
    private static final long MAX_REPLY_BYTES = 64L << 20;

    private static final long MAX_ERROR_BYTES = 64L << 10;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final ConnectionLanes lanes;
    private final Endpoint endpoint;
    private final RequestWriter writer;
    private final ErrorMapper errors;
    private final ReplyReader reader;
    private final boolean isOwn;

    /** Whether a server was there once: then a host that cannot be reached is a passing trouble, and no wrong URL. */
    private volatile boolean reached;

    /**
     * Creates an endpoint.
     *
     * @param isOwn whether the client is ours: its calls then use connections that {@link #close} closes
     */
    public ChatEndpoint(
            OkHttpClient client, boolean isOwn, Endpoint endpoint, RequestWriter writer, ErrorMapper errors) {
        this.isOwn = isOwn;
        this.lanes = isOwn ? ConnectionLanes.like(client) : ConnectionLanes.only(client);
        this.endpoint = endpoint;
        this.writer = writer;
        this.errors = errors;
        this.reader = new ReplyReader(errors);
    }

    /**
     * Sends the request once and reads the reply.
     *
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    public ChatResponse send(ChatRequest request, CallScope scope, Duration timeout) {
        return send(
                writer.write(request),
                (status, headers, body) -> reader.read(status, headers, body, request),
                scope,
                timeout);
    }

    /** Reads the body of a 2xx response. */
    interface BodyReader<T> {
        T read(int status, Headers headers, byte[] body);
    }

    /**
     * Sends a body once and reads the reply.
     *
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    <T> T send(byte[] body, BodyReader<T> replies, CallScope scope, Duration timeout) {
        return send(endpoint.url(), new OneShotBody(body), replies, scope, timeout);
    }

    /**
     * Sends a request once to an address of the same server and reads the reply.
     *
     * @param body what is posted; null to ask only
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    <T> T send(HttpUrl url, @Nullable RequestBody body, BodyReader<T> replies, CallScope scope, Duration timeout) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        OkHttpClient lane = lanes.take();
        try {
            return send(lane, url, body, replies, scope, timeout);
        } finally {
            lanes.give(lane);
        }
    }

    private <T> T send(
            OkHttpClient client,
            HttpUrl url,
            @Nullable RequestBody body,
            BodyReader<T> replies,
            CallScope scope,
            Duration timeout) {
        Call call = client.newCall(new Request.Builder()
                .url(url)
                .headers(endpoint.headers())
                .method(body == null ? "GET" : "POST", body)
                .build());
        call.timeout().timeout(clamp(timeout).toNanos(), TimeUnit.NANOSECONDS);
        Attempt attempt = new Attempt(call, timeout);
        scope.onCancel(attempt::cancel);
        try (Response response = call.execute()) {
            reached = true;
            int status = response.code();
            Headers headers = response.headers();
            if (!response.isSuccessful()) {
                throw errors.of(status, headers, errorBody(attempt, response));
            }
            return replies.read(status, headers, replyBody(attempt, response));
        } catch (IOException e) {
            throw attempt.isOver(e) ? over(attempt, e) : lost(e);
        }
    }

    /** Aborts the calls under way and closes the connections, unless the client is somebody else's. */
    public void close() {
        if (isOwn) {
            lanes.close();
        }
    }

    private byte[] replyBody(Attempt attempt, Response response) {
        try {
            BufferedSource source = response.body().source();
            if (source.request(MAX_REPLY_BYTES + 1)) {
                throw errors.malformed(response.code(), response.headers(), "it does not end.");
            }
            return source.readByteArray();
        } catch (IOException e) {
            throw attempt.isOver(e)
                    ? over(attempt, e)
                    : errors.malformed(response.code(), response.headers(), "it broke off: " + e.getMessage());
        }
    }

    /** Returns as much of an error's body as there is; its status says enough. */
    private byte[] errorBody(Attempt attempt, Response response) {
        try {
            BufferedSource source = response.body().source();
            source.request(MAX_ERROR_BYTES);
            return source.readByteArray(Math.min(source.getBuffer().size(), MAX_ERROR_BYTES));
        } catch (IOException e) {
            if (attempt.isCancelled(e)) {
                throw over(attempt, e);
            }
            return new byte[0];
        }
    }

    /** Returns the exception for an attempt that was cancelled or ran out of time. */
    private ChatException over(Attempt attempt, IOException e) {
        if (attempt.isCancelled(e)) {
            return cancelled(e);
        }
        // Reading and writing have no limit of their own, so this one can only come from connecting.
        String text = e instanceof SocketTimeoutException
                ? "No connection to " + endpoint.shownUrl() + " could be made in time."
                : endpoint.shownUrl() + " sent no complete reply within " + shown(attempt.timeout)
                        + ". Allow more time, or ask for fewer tokens.";
        return new CallTimeoutException(
                text, null, null, null, endpoint.secrets().safe(e));
    }

    private ChatException cancelled(@Nullable IOException e) {
        return new ChatException(
                "cancelled",
                "The call of " + endpoint.shownUrl() + " was cancelled.",
                null,
                null,
                e == null ? null : endpoint.secrets().safe(e));
    }

    /** Returns the exception for a connection that could not be made or was lost before a reply came. */
    private ChatException lost(IOException e) {
        Throwable cause = endpoint.secrets().safe(e);
        if (!reached && isUnreachable(e)) {
            return new ModelNotFoundException(
                    ErrorTexts.unreachable(endpoint.shownUrl(), reason(e)), null, null, cause);
        }
        if (e instanceof ProtocolException) {
            return errors.malformed(null, Headers.EMPTY, "it is no HTTP: " + reason(e));
        }
        return new ServerErrorException(
                "The connection to " + endpoint.shownUrl() + " was lost before a reply came (" + reason(e) + ").",
                null,
                null,
                null,
                cause);
    }

    private static boolean isUnreachable(IOException e) {
        return e instanceof UnknownHostException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownServiceException
                || e instanceof SSLException;
    }

    private String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + endpoint.url().host();
        }
        String message = e.getMessage();
        return endpoint.secrets().excerpt(message == null ? e.getClass().getSimpleName() : message);
    }

    private static String shown(Duration timeout) {
        return timeout.toMillis() < 10_000 ? timeout.toMillis() + " ms" : timeout.toSeconds() + " s";
    }

    private static Duration clamp(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout.compareTo(SHORTEST) < 0 ? SHORTEST : timeout;
    }

    /** Is one call under way. */
    private static final class Attempt {
        private final Call call;
        private final Duration timeout;
        private final AtomicBoolean cancelled = new AtomicBoolean();

        Attempt(Call call, Duration timeout) {
            this.call = call;
            this.timeout = timeout;
        }

        void cancel() {
            cancelled.set(true);
            call.cancel();
        }

        /** Returns whether the call ended because somebody or the clock ended it. */
        boolean isOver(IOException e) {
            return isCancelled(e) || isTimeout(e);
        }

        /** Returns whether the call was cancelled, or its thread interrupted; the interrupt stays on record. */
        boolean isCancelled(IOException e) {
            if (e instanceof InterruptedIOException && "interrupted".equals(e.getMessage())) {
                Thread.currentThread().interrupt();
            }
            return cancelled.get() || Thread.currentThread().isInterrupted() || (call.isCanceled() && !isTimeout(e));
        }

        private static boolean isTimeout(IOException e) {
            return e instanceof InterruptedIOException;
        }
    }
}
