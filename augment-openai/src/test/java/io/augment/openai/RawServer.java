package io.augment.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Answers one request with bytes of the test's choice, for what no well-behaved HTTP server can be made to do. */
final class RawServer implements AutoCloseable {
    /** Writes an answer; throws when the client hangs up. */
    @FunctionalInterface
    interface Answer {
        void write(OutputStream client) throws IOException;
    }

    private final ServerSocket socket;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Thread thread;

    /** Answers when the request is there. */
    RawServer(Answer answer) throws IOException {
        this(answer, true);
    }

    private RawServer(Answer answer, boolean readsFirst) throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> {
            try (Socket client = socket.accept()) {
                if (readsFirst) {
                    readRequest(client.getInputStream());
                }
                OutputStream out = client.getOutputStream();
                answer.write(out);
                out.flush();
                answered.countDown();
                // Hold the line until the client hangs up.
                client.getInputStream().read();
            } catch (IOException e) {
                // The client hung up while the answer was written.
                answered.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns a server that speaks before it is asked, whatever the client speaks. */
    static RawServer greeting(Answer answer) throws IOException {
        return new RawServer(answer, false);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    /** Waits until the answer was written. */
    void awaitAnswer() throws InterruptedException {
        answered.await();
    }

    private static void readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No request came");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        int at = text.indexOf("content-length: ") + "content-length: ".length();
        in.readNBytes(Integer.parseInt(text.substring(at, text.indexOf('\r', at))));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
