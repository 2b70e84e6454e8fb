package io.augment.local.internal.server;

import io.augment.chat.Price;
import io.augment.local.LocalServerException;
import io.augment.openai.OpenAiChatModel;
import io.augment.openai.OpenAiPreset;
import io.augment.openai.StructuredReplies;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Is one server process, from its start to its end. */
final class RunningServer {
    private static final long POLL_MILLIS = 40;

    private final Process process;
    private final LogTail log;
    private final ServerProbe probe;
    private final OpenAiChatModel model;
    private final String url;

    private RunningServer(Process process, LogTail log, ServerProbe probe, OpenAiChatModel model, String url) {
        this.process = process;
        this.log = log;
        this.probe = probe;
        this.model = model;
        this.url = url;
    }

    /**
     * Starts a server and waits until its model is loaded.
     *
     * @param meanwhile done while the server loads
     * @throws LocalServerException if it ends, takes too long, or is not what was started
     */
    static RunningServer start(ServerSettings settings, String key, Runnable meanwhile) {
        Process process;
        try {
            process = settings.process(key).start();
        } catch (IOException e) {
            throw new LocalServerException(settings.executable() + " cannot be started: " + e.getMessage(), e);
        }
        boolean ready = false;
        try {
            ExitGuard.add(process);
            LogTail log = new LogTail(process.getInputStream(), key);
            meanwhile.run();
            RunningServer server = await(settings, process, log, key);
            ready = true;
            return server;
        } finally {
            if (!ready) {
                Stopping.stop(process, Duration.ZERO);
                ExitGuard.remove(process);
            }
        }
    }

    private static RunningServer await(ServerSettings settings, Process process, LogTail log, String key) {
        long begin = System.nanoTime();
        ServerProbe probe = null;
        while (probe == null || !probe.isHealthy()) {
            if (hasEnded(process)) {
                log.finish();
                throw new LocalServerException(
                        settings.executable() + " ended with status " + process.exitValue()
                                + " before its model was loaded. " + log.text(),
                        null);
            }
            if (System.nanoTime() - begin > settings.startTimeout().toNanos()) {
                throw new LocalServerException(
                        settings.executable() + " was not ready within "
                                + settings.startTimeout().toMillis() / 1000.0
                                + " s. Allow more time for a large model on a busy machine. " + log.text(),
                        null);
            }
            if (probe == null && log.port() > 0) {
                probe = new ServerProbe(log.port(), key);
            }
        }
        String listed = probe.model();
        if (!settings.alias().equals(listed)) {
            throw new LocalServerException(
                    settings.executable() + " listens on port " + log.port() + ", but lists the model " + listed
                            + " and not " + settings.alias(),
                    null);
        }
        String url = "http://127.0.0.1:" + log.port() + "/v1";
        return new RunningServer(process, log, probe, model(url, settings.alias(), key), url);
    }

    private static OpenAiChatModel model(String url, String name, String key) {
        return OpenAiChatModel.builder()
                .preset(OpenAiPreset.LLAMA_CPP)
                .structuredReplies(StructuredReplies.LLAMA_GRAMMAR)
                .baseUrl(url)
                .apiKey(key)
                .model(name)
                .price(Price.perMillion("0", "0"))
                .build();
    }

    /** Waits a moment for the end, so that a crash is seen at once. */
    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Waiting for the server was interrupted", e);
        }
    }

    OpenAiChatModel model() {
        return model;
    }

    /** Returns the address of the server's API. */
    String url() {
        return url;
    }

    String build() {
        return probe.build();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how the process ended, or null while it runs; gives an end that is under way a moment. */
    @Nullable
    String end() {
        try {
            if (!process.waitFor(5 * POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        log.finish();
        return "llama-server ended with status " + process.exitValue() + ". " + log.text();
    }

    /** Aborts the calls under way and ends the process. */
    void stop(Duration allowed) {
        model.close();
        Stopping.stop(process, allowed);
        ExitGuard.remove(process);
    }
}
