package io.augment.openai.internal;

import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.time.Duration;

/** Makes one attempt to have a chat completed. Safe for use by many threads. */
public final class ChatEndpoint {
    private final HttpCaller call;
    private final RequestWriter writer;
    private final ReplyReader reader;

    /** Creates an endpoint. */
    public ChatEndpoint(HttpCaller call, RequestWriter writer, ErrorMapper errors) {
        this.call = call;
        this.writer = writer;
        this.reader = new ReplyReader(errors);
    }

    /**
     * Sends the request once and reads the reply.
     *
     * @throws ChatException if there is no complete reply, for whatever reason
     */
    public ChatResponse send(ChatRequest request, CallScope scope, Duration timeout) {
        return call.send(
                writer.write(request),
                (status, headers, body) -> reader.read(status, headers, body, request, writer.bindsByGrammar(request)),
                scope,
                timeout);
    }

    /** Aborts the calls under way and closes the connections, unless the client is somebody else's. */
    public void close() {
        call.close();
    }
}
