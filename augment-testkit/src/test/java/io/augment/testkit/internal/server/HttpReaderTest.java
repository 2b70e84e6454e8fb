package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class HttpReaderTest {
    /** Hands out bytes in pieces of random size, as a network does. */
    private static final class Pieces extends ByteArrayInputStream {
        private final Random random;

        Pieces(byte[] bytes, long seed) {
            super(bytes);
            random = new Random(seed);
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1 + random.nextInt(700)));
        }
    }

    private static HttpReader reader(InputStream in) {
        return new HttpReader(in, new ByteArrayOutputStream(), 100_000);
    }

    private static HttpReader reader(String text) {
        return reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void requestsOfOneConnectionAreReadOneAfterTheOther() throws IOException {
        Random random = new Random(8);
        for (int round = 0; round < 100; round++) {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            byte[][] bodies = new byte[4][];
            for (int i = 0; i < bodies.length; i++) {
                bodies[i] = new byte[random.nextInt(20_000)];
                random.nextBytes(bodies[i]);
                write(wire, bodies[i], random.nextBoolean(), random);
            }
            HttpReader reader = reader(new Pieces(wire.toByteArray(), round));
            for (byte[] body : bodies) {
                WireRequest request = reader.read();
                assertThat(request).isNotNull();
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/v1/x");
                assertThat(request.authorization()).isEqualTo("Bearer k");
                assertThat(request.keepAlive()).isTrue();
                assertThat(request.body()).isEqualTo(body);
            }
            assertThat(reader.read()).isNull();
        }
    }

    private static void write(ByteArrayOutputStream wire, byte[] body, boolean chunked, Random random)
            throws IOException {
        String length = chunked ? "Transfer-Encoding: chunked" : "content-length:" + body.length;
        wire.write(("POST /v1/x HTTP/1.1\r\nHost: h\r\nAUTHORIZATION: Bearer k\r\n" + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (!chunked) {
            wire.write(body);
            return;
        }
        for (int at = 0; at < body.length; ) {
            int size = Math.min(1 + random.nextInt(3_000), body.length - at);
            wire.write((Integer.toHexString(size) + ";extension=1\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.write(body, at, size);
            wire.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += size;
        }
        wire.write("0\r\nTrailer: t\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsNoRequestIsRefusedWithItsStatus() {
        refused("nonsense\r\n\r\n").satisfies(e -> status(e, 400));
        refused("GET / HTTP/2\r\n\r\n").satisfies(e -> status(e, 400));
        refused("GET / HTTP/1.1\r\nno colon\r\n\r\n").satisfies(e -> status(e, 400));
        refused("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n").satisfies(e -> status(e, 400));
        refused("POST / HTTP/1.1\r\nContent-Length: 100001\r\n\r\n").satisfies(e -> status(e, 413));
        refused("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").satisfies(e -> status(e, 400));
        refused("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n")
                .satisfies(e -> status(e, 413));
        refused("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n")
                .satisfies(e -> status(e, 400));
        refused("GET / HTTP/1.1\r\nX: " + "y".repeat(40_000)).satisfies(e -> status(e, 431));
        refused("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc").isInstanceOf(EOFException.class);
        refused("POST / HTTP/1.1\r\nContent-").isInstanceOf(EOFException.class);
    }

    @Test
    void theWishToCloseAndToContinueIsSeen() throws IOException {
        assertThat(reader("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").read().keepAlive())
                .isFalse();
        assertThat(reader("GET / HTTP/1.0\r\n\r\n").read().keepAlive()).isFalse();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok";
        new HttpReader(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)), out, 10).read();
        assertThat(out.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100 ");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return assertThatThrownBy(() -> reader(text).read()).as(text.substring(0, 12));
    }

    private static void status(Throwable problem, int status) {
        assertThat(problem).isInstanceOf(HttpProblem.class);
        assertThat(((HttpProblem) problem).status()).isEqualTo(status);
    }
}
