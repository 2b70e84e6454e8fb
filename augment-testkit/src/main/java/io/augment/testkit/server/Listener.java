package io.augment.testkit.server;

import io.augment.testkit.internal.server.ConnectionThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts connections on one port of the loopback interface, and can refuse them for a time. */
final class Listener {
    static final long FOREVER = Long.MAX_VALUE;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 2048;
    private static final int BIND_TRIES = 100;
    private static final long BIND_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int port;
    private final Consumer<Socket> visitor;
    private volatile @Nullable Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile ServerSocket socket;
    private volatile boolean closed;
    private volatile boolean refusing;
    private long refusedSince;
    private long refusalNanos;

    /**
     * Creates a listener that does not accept yet.
     *
     * @param bound the socket, bound already
     * @param visitor takes each connection, in the thread that accepts
     */
    Listener(ServerSocket bound, Consumer<Socket> visitor) {
        this.socket = bound;
        this.port = bound.getLocalPort();
        this.visitor = visitor;
    }

    void start(ConnectionThreads threads) {
        thread = threads.startPlatform(this::accept);
    }

    static ServerSocket bind(int port) throws IOException {
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
                LockSupport.parkNanos(BIND_PAUSE_NANOS); // the port of a server that has just ended is free soon
            }
        }
    }

    boolean refusing() {
        return refusing;
    }

    void refuse(long nanos) {
        lock.lock();
        try {
            refusedSince = System.nanoTime();
            refusalNanos = nanos;
            refusing = true;
            closeSocket();
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            if (refusing && !closed) {
                listenAgain();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops listening for good; true when the calling thread was interrupted meanwhile. */
    boolean close() {
        lock.lock();
        try {
            closed = true;
            closeSocket();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread running = thread;
        return running != null && Connection.join(running);
    }

    private void accept() {
        while (!closed) {
            ServerSocket current = socket;
            try {
                visitor.accept(current.accept());
            } catch (IOException e) {
                awaitSuccessor(current);
            }
        }
    }

    /** Waits until another socket listens, or makes one when the time of refusal is over. */
    private void awaitSuccessor(ServerSocket broken) {
        lock.lock();
        try {
            while (!closed && socket == broken) {
                long left = refusalNanos == FOREVER ? FOREVER : refusalNanos - (System.nanoTime() - refusedSince);
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
            closeSocket();
            socket = bind(port);
            refusing = false;
            changed.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " is no longer free", e);
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the listening socket could not be closed", e);
        }
    }
}
