package io.augment.local.internal.server;

import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.RetriableChatException;
import io.augment.chat.ServerErrorException;
import io.augment.local.LocalServerException;
import io.augment.student.ControlTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Keeps a server running, and talks to it. Safe for use by many threads. */
public final class ServerKeeper implements ChatModel {
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_DIGEST = 16;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** How llama-server words a body that it cannot read, with a status that promises another attempt some success. */
    private static final Pattern UNREADABLE =
            Pattern.compile("parse[ _]error|failed to parse|json\\.exception", Pattern.CASE_INSENSITIVE);

    private final ServerSettings settings;
    private final String key;
    private final ModelInfo info;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile RunningServer server;
    private volatile boolean closed;
    private int restarts;

    /**
     * Starts the server.
     *
     * @throws LocalServerException if it does not come up
     */
    public ServerKeeper(ServerSettings settings) {
        this.settings = settings;
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = HexFormat.of().formatHex(bytes);
        StringBuilder digest = new StringBuilder();
        this.server = RunningServer.start(settings, key, () -> digest.append(FileDigest.sha256(settings.model())));
        String identity = "llama-server/" + settings.alias() + "@sha256:" + digest.substring(0, SHOWN_DIGEST) + "/"
                + server.build();
        this.info =
                ModelInfo.builder(identity).price(Price.perMillion("0", "0")).build();
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        return chat(request, CallScope.ofTimeout(DEFAULT_TIMEOUT));
    }

    @Override
    public ChatResponse chat(ChatRequest request, CallScope scope) {
        for (ChatMessage message : request.messages()) {
            String token = ControlTokens.find(message.text());
            if (token != null) {
                throw new BadRequestException(
                        "A message holds " + token
                                + ", which llama-server would take for the control token itself, so that"
                                + " the message would end there. Take it out of the text.",
                        null,
                        null,
                        null);
            }
        }
        RunningServer running = running(scope);
        try {
            return running.model().chat(request, scope);
        } catch (RetriableChatException e) {
            throw explained(e, running);
        } catch (IllegalStateException e) {
            // Another thread found the server dead and closed its model, or the process was closed.
            checkOpen();
            throw new ServerErrorException("llama-server is being started again", null, null, null, e);
        }
    }

    private ChatException explained(RetriableChatException e, RunningServer running) {
        if (Integer.valueOf(500).equals(e.status())
                && UNREADABLE.matcher(String.valueOf(e.getMessage())).find()) {
            return new BadRequestException(String.valueOf(e.getMessage()), e.status(), e.requestId(), e);
        }
        String end = closed ? null : running.end();
        return end == null ? e : new ServerErrorException(end, null, null, null, e);
    }

    /** Returns the server, started anew where it has ended. */
    private RunningServer running(CallScope scope) {
        checkOpen();
        RunningServer current = server;
        if (current.isAlive()) {
            return current;
        }
        acquire(scope);
        try {
            checkOpen();
            if (!server.isAlive()) {
                restart();
            }
            return server;
        } finally {
            lock.unlock();
        }
    }

    private void acquire(CallScope scope) {
        try {
            if (!lock.tryLock(scope.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CallTimeoutException("llama-server did not come back in time", null, null, null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatException("cancelled", "Waiting for llama-server was interrupted", null, null, e);
        }
    }

    private void restart() {
        String end = server.end();
        if (restarts >= settings.maxRestarts()) {
            throw new ChatException(
                    "local-server-failed",
                    "llama-server was started again " + restarts + " times and ended each time; no more is tried. "
                            + end,
                    null,
                    null,
                    null);
        }
        restarts++;
        server.stop(Duration.ZERO);
        try {
            server = RunningServer.start(settings, key, () -> {});
        } catch (LocalServerException e) {
            throw new ServerErrorException(String.valueOf(e.getMessage()), null, null, null, e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The llama-server of " + settings.alias() + " is closed");
        }
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /** Returns the address of the server's API; another one after a restart. */
    public String url() {
        return server.url();
    }

    /** Returns the identifier of the process. */
    public long pid() {
        return server.pid();
    }

    /** Returns whether the process is there. */
    public boolean isAlive() {
        return !closed && server.isAlive();
    }

    /** Aborts the calls under way and ends the process. */
    public void close() {
        closed = true;
        // Calls must end before the lock is there to be had: one of them may be starting the server.
        server.model().close();
        lock.lock();
        try {
            server.stop(settings.stopTimeout());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "ChatModel[" + info.identity() + "]";
    }
}
