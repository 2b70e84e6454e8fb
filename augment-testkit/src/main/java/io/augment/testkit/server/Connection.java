package io.augment.testkit.server;

import io.augment.testkit.internal.server.Hashes;
import io.augment.testkit.internal.server.HttpProblem;
import io.augment.testkit.internal.server.HttpReader;
import io.augment.testkit.internal.server.JsonOut;
import io.augment.testkit.internal.server.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one connection, one after the other, in a thread of its own. */
final class Connection implements Runnable {
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int EVENT_CHUNK = 1000;
    private static final int SLOW_PIECES = 16;
    private static final String STATS_PATH = "/__stats";

    private final FakeOpenAiServer server;
    private final Socket socket;
    private final Answer answer = new Answer();
    private final JsonOut out = new JsonOut(4 * 1024);
    private volatile @Nullable Thread thread;

    Connection(FakeOpenAiServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void runs(Thread thread) {
        this.thread = thread;
    }

    boolean alive() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** Waits for the thread to end; true when the calling thread was interrupted meanwhile. */
    boolean join() {
        Thread running = thread;
        return running != null && join(running);
    }

    static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Ends the connection from another thread. */
    void close(boolean reset) {
        closeSocket(reset);
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void run() {
        try {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream stream = socket.getOutputStream();
            HttpReader reader = new HttpReader(in, stream, MAX_BODY);
            boolean open = true;
            while (open) {
                open = serve(reader, in, stream);
            }
        } catch (IOException e) {
            // the client has gone or the server closes; there is nobody to tell
        } finally {
            closeSocket(false);
            server.ended(this);
        }
    }

    private boolean serve(HttpReader reader, InputStream in, OutputStream stream) throws IOException {
        WireRequest wire;
        try {
            wire = reader.read();
        } catch (HttpProblem problem) {
            answer.clear();
            answer.error(problem.status(), "invalid_request_error", String.valueOf(problem.getMessage()), null);
            head(false, 0);
            out.all(answer.body);
            stream.write(out.array(), 0, out.size());
            return false;
        }
        if (wire == null) {
            return false;
        }
        answer.clear();
        if (wire.path().equals(STATS_PATH)) {
            answer.text(200, Answer.JSON, server.stats().toJson() + "\n");
            head(wire.keepAlive(), 0);
            out.all(answer.body);
            stream.write(out.array(), 0, out.size());
            return wire.keepAlive();
        }
        Counters counters = server.counters();
        ReceivedRequest request = counters.arrive(wire, Router.known(wire.path()));
        boolean left = false;
        try {
            server.router().answer(request, answer);
            pause(answer.latencyNanos);
            left = true; // from here on send() counts the request out
            return send(request, in, stream);
        } finally {
            if (!left) {
                counters.leave();
            }
        }
    }

    /** Sends the answer with its fault; false when the connection must end. */
    private boolean send(ReceivedRequest request, InputStream in, OutputStream stream) throws IOException {
        Counters counters = server.counters();
        FaultKind fault = answer.fault.kind();
        if (fault == FaultKind.RESET) {
            counters.leave();
            closeSocket(true);
            return false;
        }
        boolean keepAlive = request.wire().keepAlive();
        head(keepAlive, Hashes.of(request.hash(), request.attempt()));
        counters.status(answer.status);
        if (fault == FaultKind.TRUNCATED_BODY) {
            counters.leave();
            body(answer.body.size() / 2);
            stream.write(out.array(), 0, out.size());
            return false;
        }
        if (fault == FaultKind.STALLED) {
            stream.write(out.array(), 0, out.size());
            counters.leave();
            awaitClientGivesUp(in);
            return false;
        }
        body(answer.body.size());
        if (answer.chunked()) {
            out.ascii("0\r\n\r\n");
        }
        boolean complete = answer.product && answer.status == 200;
        int sent = 0;
        if (fault == FaultKind.SLOW_BODY && answer.fault.time() != null) {
            sent = drip(stream, answer.fault.time().toNanos());
        }
        counters.leave();
        if (complete) {
            counters.answered(request, true);
        }
        try {
            stream.write(out.array(), sent, out.size() - sent);
        } catch (IOException e) {
            if (complete) {
                counters.answered(request, false);
            }
            throw e;
        }
        return keepAlive;
    }

    /** Sends all but the last piece, spread over the time. */
    private int drip(OutputStream stream, long nanos) throws IOException {
        int piece = out.size() / SLOW_PIECES;
        int sent = 0;
        for (int i = 1; i < SLOW_PIECES; i++) {
            stream.write(out.array(), sent, piece);
            sent += piece;
            pause(nanos / (SLOW_PIECES - 1));
        }
        return sent;
    }

    private void awaitClientGivesUp(InputStream in) throws IOException {
        socket.setSoTimeout(
                Math.toIntExact(Math.max(1, server.settings().stallLimit().toMillis())));
        int read = in.read();
        if (read >= 0) {
            closeSocket(true); // a client that sends more instead of waiting gets a reset
        }
    }

    private void head(boolean keepAlive, long requestId) {
        out.clear();
        out.ascii("HTTP/1.1 ").number(answer.status).ascii(" ").ascii(reason(answer.status));
        out.ascii("\r\nContent-Type: ").ascii(answer.contentType).ascii("\r\n").ascii(answer.headers);
        out.ascii("x-request-id: req_").ascii(Long.toHexString(requestId)).ascii("\r\n");
        if (!keepAlive) {
            out.ascii("Connection: close\r\n");
        }
        if (answer.chunked()) {
            out.ascii("Transfer-Encoding: chunked\r\n\r\n");
        } else {
            out.ascii("Content-Length: ").number(answer.body.size()).ascii("\r\n\r\n");
        }
    }

    /** Appends the first bytes of the body; events go in chunks that end anywhere, also inside a character. */
    private void body(int length) {
        if (!answer.chunked()) {
            out.bytes(answer.body.array(), 0, length);
            return;
        }
        for (int at = 0; at < length; at += EVENT_CHUNK) {
            int size = Math.min(EVENT_CHUNK, length - at);
            out.ascii(Integer.toHexString(size)).ascii("\r\n");
            out.bytes(answer.body.array(), at, size).ascii("\r\n");
        }
    }

    private void pause(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            if (server.closed() || Thread.currentThread().isInterrupted()) {
                throw new IOException("the server closes");
            }
            LockSupport.parkNanos(this, left);
        }
    }

    private void closeSocket(boolean reset) {
        try {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }

    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 307 -> "Temporary Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status";
        };
    }
}
