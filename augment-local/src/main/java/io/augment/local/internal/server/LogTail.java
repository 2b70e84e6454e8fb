package io.augment.local.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a process's output to its end, keeps the last lines, and looks for the port that it names. */
final class LogTail {
    private static final int MAX_LINES = 30;
    private static final int MAX_LINE = 400;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Pattern LISTENING = Pattern.compile("listening on https?://[^\\s:/]+:(\\d{1,5})");

    private final String key;
    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread thread;
    private volatile int port;

    LogTail(InputStream output, String key) {
        this.key = key;
        this.thread = new Thread(() -> read(output), "llama-server-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream output) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            char[] chunk = new char[4096];
            for (int n = reader.read(chunk); n >= 0; n = reader.read(chunk)) {
                for (int i = 0; i < n; i++) {
                    if (chunk[i] == '\n') {
                        add(line.toString().strip());
                        line.setLength(0);
                    } else if (line.length() < MAX_LINE) {
                        line.append(chunk[i]);
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed while it wrote.
        }
        add(line.toString().strip());
    }

    private void add(String line) {
        Matcher matcher = LISTENING.matcher(line);
        if (port == 0 && matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
        }
        if (line.isEmpty()) {
            return;
        }
        synchronized (lines) {
            lines.add(line.replace(key, "***"));
            if (lines.size() > MAX_LINES) {
                lines.remove();
            }
        }
    }

    /** Returns the port that the server listens on, or 0 while it has not said so. */
    int port() {
        return port;
    }

    /** Waits for the rest of what a process wrote that has ended. */
    void finish() {
        try {
            thread.join(REST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the last lines, for an error. */
    String text() {
        synchronized (lines) {
            return lines.isEmpty() ? "It wrote nothing." : "Its last lines:\n  " + String.join("\n  ", lines);
        }
    }
}
