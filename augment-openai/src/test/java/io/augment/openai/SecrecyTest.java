package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.augment.chat.ChatRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect.CloseSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a key must not appear: it is echoed by every part of the server's answers here. */
class SecrecyTest extends WithServer {
    private static final String HEADER_SECRET = "gateway-secret-42";

    private OpenAiChatModel.Builder secretive() {
        return settings().header("X-Gateway-Key", HEADER_SECRET);
    }

    private static String everythingAbout(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static List<MockResponse> gossip() {
        String both = KEY + " and " + HEADER_SECRET;
        List<MockResponse> answers = new ArrayList<>();
        for (int status : new int[] {200, 302, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 503}) {
            answers.add(Canned.error(status, "x", both).build());
            answers.add(Canned.error(status, both, "x").build());
            answers.add(Canned.json(status, both).build());
            answers.add(Canned.json(status, " ".repeat(150) + "x".repeat(190) + KEY + both)
                    .build());
            answers.add(Canned.json(status, "{\"choices\":[{\"message\":null,\"x\":\"" + both + "\"}]}")
                    .setHeader("x-request-id", both)
                    .setHeader("Location", "http://127.0.0.1/" + KEY + "/" + HEADER_SECRET)
                    .build());
        }
        answers.add(Canned.json(
                        200, "{\"choices\":[{\"finish_reason\":\"error\",\"message\":{},\"error\":\"" + both + "\"}]}")
                .build());
        answers.add(new MockResponse.Builder().status("HTTP/1.1 banana " + both).build());
        answers.add(new MockResponse.Builder()
                .status("HTTP/1.1 500 " + both)
                .onResponseBody(new CloseSocket())
                .body(both)
                .build());
        return answers;
    }

    @Test
    void noExceptionAndNoLogShowsIt() {
        List<String> log = new ArrayList<>();
        Handler recorder = new Handler() {
            private final SimpleFormatter formatter = new SimpleFormatter();

            @Override
            public void publish(LogRecord entry) {
                // The server's own log is on the other side of the wire.
                if (!String.valueOf(entry.getLoggerName()).startsWith("mockwebserver3")) {
                    synchronized (log) {
                        log.add(formatter.format(entry));
                    }
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        recorder.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        root.addHandler(recorder);
        root.setLevel(Level.ALL);
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        List<String> told = new ArrayList<>();
        try {
            OpenAiChatModel model = open(secretive());
            told.add(model.toString());
            told.add(model.info() + " " + model.info().parameters());
            for (MockResponse answer : gossip()) {
                server.enqueue(answer);
                Throwable thrown = catchThrowable(() -> model.chat(ChatRequest.of("x")));
                assertThat(thrown).as("%s", answer).isNotNull();
                told.add(everythingAbout(thrown));
                if (thrown instanceof io.augment.chat.ChatException e) {
                    told.add(e.requestId() + e.reason());
                }
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
            root.setLevel(before);
            root.removeHandler(recorder);
        }
        told.add(console.toString(StandardCharsets.UTF_8));
        told.addAll(log);

        assertThat(told).hasSizeGreaterThan(gossip().size());
        assertThat(told).noneMatch(text -> text.contains(KEY) || text.contains(HEADER_SECRET));
        // Not even the beginning of one that was cut in half.
        assertThat(told).noneMatch(text -> text.contains(KEY.substring(0, 10)));
    }

    @Test
    void noToStringShowsIt() {
        assertThat(secretive().toString()).doesNotContain(KEY).doesNotContain(HEADER_SECRET);
        assertThat(open(secretive()).toString())
                .isEqualTo("OpenAiChatModel[openai-compatible/teacher at " + url() + "]");
        assertThat(open(secretive().baseUrl(url() + "?key=" + KEY)).toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-with space", "sk-with\nbreak", "sk-ключ", "", "  "})
    void aKeyThatCannotBeSentIsRefusedWithoutBeingShown(String key) {
        Throwable direct = catchThrowable(() -> settings().apiKey(key));
        assertThat(direct).isInstanceOf(IllegalArgumentException.class);
        assertThat(direct.getMessage()).doesNotContain("sk-").contains("apiKey");
    }

    @Test
    void aKeyFromTheEnvironmentThatCannotBeSentIsRefusedByItsVariable() {
        Throwable thrown = catchThrowable(() -> OpenAiChatModel.fromEnv(Map.of("OPENAI_API_KEY", "sk-a b"))
                .model("m")
                .build());

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("in OPENAI_API_KEY");
        assertThat(thrown.getMessage()).doesNotContain("sk-a");
    }

    @Test
    void aHeaderThatCannotBeSentIsRefusedWithoutBeingShown() {
        Throwable thrown = catchThrowable(() -> settings().header("api-key", HEADER_SECRET + "\n"));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("api-key");
        assertThat(thrown.getMessage()).doesNotContain(HEADER_SECRET);
    }

    @Test
    void aBaseUrlWithAPasswordIsRefusedWithoutBeingShown() {
        assertThat(catchThrowable(() -> settings().baseUrl("http://user:" + HEADER_SECRET + "@host/v1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(HEADER_SECRET);
        assertThat(catchThrowable(() -> settings().baseUrl("user:" + HEADER_SECRET + "@host/v1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(HEADER_SECRET);
    }
}
