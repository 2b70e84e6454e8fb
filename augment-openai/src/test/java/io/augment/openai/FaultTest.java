package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.CallScope;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.MalformedReplyException;
import io.augment.chat.ModelNotFoundException;
import io.augment.chat.ServerErrorException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect.CloseSocket;
import mockwebserver3.SocketEffect.ShutdownConnection;
import mockwebserver3.SocketEffect.Stall;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What breaks between the program and the model. The time limit only keeps a broken build from hanging. */
@Timeout(60)
class FaultTest extends WithServer {
    private static final ChatRequest HELLO = ChatRequest.of("Say hello.");
    private static final CallScope SHORT = CallScope.ofTimeout(Duration.ofMillis(150));

    private static MockResponse.Builder hello() {
        return Canned.json(200, Canned.hello());
    }

    @Test
    void aBodyThatIsCutShortIsMalformed() {
        assertThatThrownBy(() -> ask(hello().onResponseBody(new CloseSocket()).build()))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("broke off");
        assertThatThrownBy(() ->
                        ask(hello().setHeader("Content-Length", Canned.hello().length() + 100)
                                .onResponseEnd(new CloseSocket())
                                .build()))
                .isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void aBodyCutInsideItsJsonButEndedProperlyIsMalformed() {
        String whole = Canned.hello();
        assertThatThrownBy(() -> ask(
                        Canned.json(200, whole.substring(0, whole.length() / 2)).build()))
                .isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void compressedBodiesAreReadAndBrokenOnesMalformed() throws IOException {
        Buffer zipped = new Buffer();
        try (okio.BufferedSink gzip = okio.Okio.buffer(new okio.GzipSink(zipped))) {
            gzip.writeUtf8(Canned.hello());
        }
        Buffer torn = new Buffer().write(zipped.snapshot(), 0, (int) zipped.size() / 2);
        MockResponse.Builder answer = new MockResponse.Builder().setHeader("Content-Encoding", "gzip");

        assertThat(ask(answer.body(zipped).build()).text()).isEqualTo("hello");
        assertThatThrownBy(() -> ask(answer.body(torn).build())).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void aLostConnectionIsAServerErrorAndTheRequestIsNotRepeated() {
        server.enqueue(
                new MockResponse.Builder().onRequestBody(new CloseSocket()).build());
        server.enqueue(hello().onResponseStart(ShutdownConnection.INSTANCE).build());
        OpenAiChatModel model = model();

        assertThatThrownBy(() -> model.chat(HELLO))
                .isInstanceOf(ServerErrorException.class)
                .hasMessageContaining("lost before a reply came");
        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(ServerErrorException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aServerThatInvitesAnImmediateRetryGetsOneRequestAllTheSame() {
        server.enqueue(
                Canned.error(503, "x", "now").setHeader("Retry-After", "0").build());
        server.enqueue(Canned.error(408, "x", "now").build());
        server.enqueue(hello().build());
        OpenAiChatModel model = model();

        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(ServerErrorException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(CallTimeoutException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aPooledConnectionThatTheServerClosedIsNoticed() {
        server.enqueue(hello().onResponseEnd(ShutdownConnection.INSTANCE).build());
        server.enqueue(hello().build());
        OpenAiChatModel model = model();

        assertThat(model.chat(HELLO).text()).isEqualTo("hello");
        try {
            assertThat(model.chat(HELLO).text()).isEqualTo("hello");
        } catch (ServerErrorException e) {
            // The server's close may come at the very moment of the second request; then it counts as an attempt.
            assertThat(e).hasMessageContaining("lost before a reply came");
        }
    }

    @Test
    void aServerThatSaysNothingRunsIntoTheTimeout() {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());

        assertThatThrownBy(() -> model().chat(HELLO, SHORT))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("within 150 ms");
    }

    @Test
    void aBodyThatStopsRunsIntoTheTimeout() throws Exception {
        try (RawServer raw = new RawServer(out -> write(out, 200, "{\"choices\":["))) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));

            assertThatThrownBy(() -> model.chat(HELLO, SHORT)).isInstanceOf(CallTimeoutException.class);
            model.close();
        }
    }

    @Test
    void aBodyThatTricklesRunsIntoTheTimeout() throws Exception {
        try (RawServer raw = new RawServer(out -> {
            write(out, 200, "{");
            while (true) {
                out.write(' ');
                LockSupport.parkNanos(1_000_000);
            }
        })) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));

            assertThatThrownBy(() -> model.chat(HELLO, SHORT)).isInstanceOf(CallTimeoutException.class);
            model.close();
        }
    }

    @Test
    void aBodyWithoutEndIsMalformed() throws Exception {
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (RawServer raw = new RawServer(out -> {
            write(out, 200, "{");
            while (true) {
                out.write(blanks);
            }
        })) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));

            assertThatThrownBy(() -> model.chat(HELLO))
                    .isInstanceOf(MalformedReplyException.class)
                    .hasMessageContaining("does not end");
            model.close();
        }
    }

    /** Writes a head that promises more than the beginning of its body. */
    private static void write(OutputStream out, int status, String start) throws IOException {
        out.write(("HTTP/1.1 " + status + " X\r\nContent-Length: 900000000\r\n\r\n" + start)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void theShorterOfModelAndScopeCounts() {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());
        server.enqueue(
                new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());
        OpenAiChatModel model = open(settings().timeout(Duration.ofMillis(120)));

        assertThatThrownBy(() -> model.chat(HELLO, CallScope.ofTimeout(Duration.ofDays(200_000_000))))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("within 120 ms");
        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void anErrorWhoseBodyNeverComesIsStillTheError() throws Exception {
        try (RawServer raw = new RawServer(out -> write(out, 503, "{\"error\":"))) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));

            assertThatThrownBy(() -> model.chat(HELLO, SHORT)).isInstanceOf(ServerErrorException.class);
            model.close();
        }
    }

    @Test
    void aServerThatWasNeverThereIsAWrongUrl() throws IOException {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }
        OpenAiChatModel model = open(settings().baseUrl(nobody));

        assertThatThrownBy(() -> model.chat(HELLO))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageStartingWith("Nothing could be reached at " + nobody + " (")
                .hasMessageEndingWith("). Check the base URL, and that the server is running.");
    }

    @Test
    void aServerThatWentAwayMayComeBack() throws Exception {
        byte[] answer = ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                        + Canned.hello().length() + "\r\n\r\n" + Canned.hello())
                .getBytes(StandardCharsets.US_ASCII);
        OpenAiChatModel model;
        try (RawServer raw = new RawServer(out -> out.write(answer))) {
            model = open(settings().baseUrl(raw.url()));
            assertThat(model.chat(HELLO).text()).isEqualTo("hello");
        }

        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void anUnknownHostIsAWrongUrlOnlyBeforeTheFirstReply() {
        AtomicBoolean known = new AtomicBoolean();
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> {
                    if (known.get()) {
                        return List.of(InetAddress.getLoopbackAddress());
                    }
                    throw new UnknownHostException(host);
                })
                .build();
        String url = "http://teacher.invalid:" + server.getPort() + "/v1";
        OpenAiChatModel model = open(settings().baseUrl(url).httpClient(client));

        assertThatThrownBy(() -> model.chat(HELLO))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("unknown host teacher.invalid");

        known.set(true);
        server.enqueue(hello().setHeader("Connection", "close").build());
        assertThat(model.chat(HELLO).text()).isEqualTo("hello");
        known.set(false);
        assertThatThrownBy(() -> model.chat(HELLO)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void anotherAddressOfTheHostIsTriedWhileNothingWasSent() throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> List.of(
                        InetAddress.getByAddress(host, new byte[] {127, 0, 0, 77}),
                        InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
                .build();
        server.enqueue(hello().build());
        OpenAiChatModel model = open(settings()
                .baseUrl("http://two.invalid:" + server.getPort() + "/v1")
                .httpClient(client));

        assertThat(model.chat(HELLO).text()).isEqualTo("hello");
    }

    @Test
    void httpsToAPlainServerIsAWrongUrl() throws Exception {
        byte[] plain = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (RawServer raw = RawServer.greeting(out -> out.write(plain))) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url().replace("http://", "https://")));

            assertThatThrownBy(() -> model.chat(HELLO))
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessageStartingWith("Nothing could be reached at https://");
        }
    }

    @Test
    void aServerThatSpeaksNoHttpIsMalformed() throws Exception {
        byte[] greeting = "SSH-2.0-OpenSSH_9.6\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (RawServer raw = RawServer.greeting(out -> out.write(greeting))) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));

            assertThatThrownBy(() -> model.chat(HELLO))
                    .isInstanceOf(MalformedReplyException.class)
                    .hasMessageContaining("no HTTP");
        }
    }

    @Test
    void aClosedModelTakesNoCallsAndAHandedInClientStaysOpen() {
        OkHttpClient client = new OkHttpClient();
        OpenAiChatModel first = settings().httpClient(client).build();
        first.close();
        assertThatThrownBy(() -> first.chat(HELLO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");

        server.enqueue(hello().build());
        assertThat(open(settings().httpClient(client)).chat(HELLO).text()).isEqualTo("hello");
        assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void aCallWhoseModelIsClosedUnderWayIsCancelled() throws Exception {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());
        OpenAiChatModel model = model();
        Thread closer = new Thread(() -> {
            take();
            model.close();
        });
        closer.start();

        assertThatThrownBy(() -> model.chat(HELLO))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.reason()).isEqualTo("cancelled"));
        closer.join();
    }
}
