package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatRequest;
import io.augment.openai.internal.HttpClients;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Many calls at once. */
class ConcurrencyTest extends WithServer {
    private static final int CALLS = 200;
    private static final int ROUNDS = 3;

    @Test
    void callsRunSideBySideAndConnectionsAreUsedAgain() throws Exception {
        // All calls of a round are held until the last one is there: fewer than 200 in flight would never come to an
        // end.
        CyclicBarrier all = new CyclicBarrier(CALLS);
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                connections.add(request.getConnectionIndex());
                try {
                    all.await(60, TimeUnit.SECONDS);
                } catch (Exception e) {
                    return new MockResponse.Builder().code(500).build();
                }
                String question = parse(request.getBody().utf8())
                        .at("/messages/0/content")
                        .textValue();
                return Canned.json(200, Canned.body("\"" + question + "\"", "stop"))
                        .build();
            }
        });
        OpenAiChatModel model = model();
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<String>> replies = new ArrayList<>();
                for (int call = 0; call < CALLS; call++) {
                    String question = "question " + round + "-" + call;
                    replies.add(threads.submit(
                            () -> model.chat(ChatRequest.of(question)).text()));
                }
                for (int call = 0; call < CALLS; call++) {
                    assertThat(replies.get(call).get()).isEqualTo("question " + round + "-" + call);
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(server.getRequestCount()).isEqualTo(CALLS * ROUNDS);
        assertThat(connections).hasSize(CALLS);
    }

    @Test
    void longPromptsDoNotWaitForAcknowledgments() throws Exception {
        try (Socket socket = HttpClients.create().socketFactory().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
