package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.RetriableChatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect.Stall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a call ends before its reply. The time limits only keep a broken build from hanging. */
@Timeout(30)
class CancellationTest extends WithServer {
    private static final ChatRequest HELLO = ChatRequest.of("Say hello.");

    /** Is a scope that a test cancels. */
    private static final class Scope implements CallScope {
        private final AtomicReference<Runnable> abort = new AtomicReference<>(() -> {});

        @Override
        public Duration timeout() {
            return Duration.ofMinutes(10);
        }

        @Override
        public void onCancel(Runnable action) {
            abort.set(action);
        }

        void cancel() {
            abort.get().run();
        }
    }

    private static MockResponse silence() {
        return new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build();
    }

    private static void assertCancelled(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ChatException.class).isNotInstanceOf(RetriableChatException.class);
        assertThat(((ChatException) thrown).reason()).isEqualTo("cancelled");
    }

    @Test
    void aCancelFromAnotherThreadEndsACallThatWaitsForItsReply() throws Exception {
        server.enqueue(silence());
        OpenAiChatModel model = model();
        Scope scope = new Scope();
        CompletableFuture<Throwable> outcome = start(() -> model.chat(HELLO, scope));
        take();
        scope.cancel();

        assertCancelled(outcome.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aCancelEndsACallThatWaitsForTheRestOfItsBody() throws Exception {
        byte[] start = "HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{".getBytes(StandardCharsets.US_ASCII);
        try (RawServer raw = new RawServer(out -> out.write(start))) {
            OpenAiChatModel model = open(settings().baseUrl(raw.url()));
            Scope scope = new Scope();
            CompletableFuture<Throwable> outcome = start(() -> model.chat(HELLO, scope));
            raw.awaitAnswer();
            scope.cancel();

            assertCancelled(outcome.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aScopeThatIsCancelledAlreadySendsNothing() {
        CallScope cancelled = new CallScope() {
            @Override
            public Duration timeout() {
                return Duration.ofMinutes(1);
            }

            @Override
            public void onCancel(Runnable abort) {
                abort.run();
            }
        };

        assertCancelled(Objects.requireNonNull(
                catchThrowableOfType(ChatException.class, () -> model().chat(HELLO, cancelled))));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anInterruptedThreadSendsNothingAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> model().chat(HELLO)).satisfies(CancellationTest::assertCancelled);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anInterruptUnderWayIsKeptWhenTheScopeEndsTheCall() throws Exception {
        server.enqueue(silence());
        OpenAiChatModel model = model();
        Scope scope = new Scope();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                model.chat(HELLO, scope);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        take();
        caller.interrupt();
        scope.cancel();

        assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
        assertCancelled(thrown.get());
        caller.join();
    }

    @Test
    void oneCancelledCallLeavesTheOthersAlone() throws Exception {
        server.enqueue(silence());
        OpenAiChatModel model = model();
        Scope scope = new Scope();
        CompletableFuture<Throwable> outcome = start(() -> model.chat(HELLO, scope));
        take();
        server.enqueue(Canned.standard(Canned.hello()));
        scope.cancel();

        assertCancelled(outcome.get(20, TimeUnit.SECONDS));
        assertThat(model.chat(HELLO).text()).isEqualTo("hello");
    }

    /** Runs a call on a platform thread and returns what it throws. */
    private static CompletableFuture<Throwable> start(Runnable call) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                outcome.completeExceptionally(new AssertionError("The call came to an end"));
            } catch (RuntimeException e) {
                outcome.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }
}
