package io.augment.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the fake server as a process of its own and prints its base URL as the first line of the standard output.
 *
 * <p>Options, each followed by a value: {@code --port}, {@code --latency-ms}, {@code --fault-share} (0 to 1),
 * {@code --fault-seed}, {@code --rpm} (requests per minute, those of one second at once). With {@code --until-eof true} it ends when its standard input
 * does, so that it does not outlive the process that started it. The counters are at {@code GET /__stats}.
 */
public final class FakeOpenAiServerMain {
    private static final String USAGE = "usage: FakeOpenAiServerMain [--port N] [--latency-ms N] [--fault-share X]"
            + " [--fault-seed N] [--rpm N] [--until-eof true]";

    private FakeOpenAiServerMain() {}

    /**
     * Runs the server until the process is ended.
     *
     * @throws IllegalArgumentException if an option is unknown or its value cannot be read
     * @throws IOException if the standard input cannot be read
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> options = options(args);
        FakeOpenAiServer.Builder builder = FakeOpenAiServer.builder()
                .port(Integer.parseInt(options.getOrDefault("--port", "0")))
                .latency(Duration.ofMillis(Long.parseLong(options.getOrDefault("--latency-ms", "0"))))
                .faults(FaultPlan.random(
                        Long.parseLong(options.getOrDefault("--fault-seed", "1")),
                        Double.parseDouble(options.getOrDefault("--fault-share", "0"))));
        if (options.containsKey("--rpm")) {
            int perMinute = Integer.parseInt(options.get("--rpm"));
            builder.rateLimit(
                    RateLimit.requests(perMinute, Duration.ofMinutes(1)).burst(Math.max(1, perMinute / 60)));
        }
        try (FakeOpenAiServer server = builder.start()) {
            System.out.println(server.baseUrl());
            System.out.flush();
            if (Boolean.parseBoolean(options.get("--until-eof"))) {
                System.in.transferTo(OutputStream.nullOutputStream());
            } else {
                Thread.currentThread().join();
            }
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].matches("--(port|latency-ms|fault-share|fault-seed|rpm|until-eof)") || i + 1 == args.length) {
                throw new IllegalArgumentException("'" + args[i] + "' is no option or has no value. " + USAGE);
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}
