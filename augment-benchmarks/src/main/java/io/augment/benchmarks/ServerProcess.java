package io.augment.benchmarks;

import io.augment.testkit.server.FakeOpenAiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Is a fake server in a process of its own, so that its CPU time is not the client's.
 *
 * <p>Options: {@code --latency-ms}, {@code --words}.
 */
public final class ServerProcess implements AutoCloseable {
    private final ChildProcess process;
    private final String url;

    private ServerProcess(ChildProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Runs the server until its input ends. */
    public static void main(String[] options) throws IOException {
        Arguments arguments = Arguments.of(options);
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .latency(Duration.ofMillis(arguments.number("latency-ms", 0)))
                .responder(Words.responder(arguments.number("words", 40)))
                .record(0)
                .start()) {
            System.out.println(server.baseUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Starts the server in a process of its own. */
    static ServerProcess start(Arguments arguments) throws IOException {
        Arguments own = Arguments.of(
                "--latency-ms", arguments.text("latency-ms", "0"), "--words", arguments.text("words", "40"));
        ChildProcess process = ChildProcess.start(ServerProcess.class, List.of(), own);
        BufferedReader output = process.output();
        String url = output.readLine();
        if (url == null) {
            throw new IOException("The server did not start");
        }
        return new ServerProcess(process, url);
    }

    String url() {
        return url;
    }

    /** Returns a counter of the server. */
    long counted(String name) throws IOException, InterruptedException {
        String root = url.substring(0, url.length() - "/v1".length());
        String json = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(root + "/__stats")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("The server counts no " + name);
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() {
        process.close();
    }
}
