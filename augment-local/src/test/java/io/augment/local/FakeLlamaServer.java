package io.augment.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Behaves like llama-server, as a process; the first argument says how it misbehaves. */
final class FakeLlamaServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VERBS = List.of("Describe", "Compare", "List", "Explain", "Sketch", "Summarize");
    private static final List<String> KINDS = List.of("oldest", "busiest", "quietest", "newest", "smallest");
    private static final List<String> THINGS = List.of("streets", "schools", "bridges", "markets", "gardens", "clubs");

    private final String mode;
    private final List<String> arguments;
    private final String key;
    private final AtomicInteger healthAsked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    private FakeLlamaServer(String mode, List<String> arguments, String key) {
        this.mode = mode;
        this.arguments = arguments;
        this.key = key;
    }

    public static void main(String[] args) throws Exception {
        String key = System.getenv("LLAMA_API_KEY");
        if (key == null || key.length() < 32 || String.join(" ", args).contains(key)) {
            System.err.println("error: the key must be in the environment, and there alone");
            System.exit(5);
        }
        FakeLlamaServer fake = new FakeLlamaServer(args[0], Arrays.asList(args).subList(1, args.length), key);
        if (fake.mode.equals("broken")) {
            System.err.println("llama_model_load: error loading model: key " + key + " is no GGUF");
            System.exit(1);
        }
        for (int i = 0; i < 2_000; i++) {
            System.out.println("llama_model_loader: - kv " + i + ": something that nobody reads");
        }
        TinyServer server = new TinyServer(fake::answer);
        System.err.println(
                "main: server is listening on http://127.0.0.1:" + server.port() + " - starting the main loop");
        fake.never.await();
    }

    private TinyServer.Reply answer(TinyServer.Request request) throws IOException {
        if (request.path().equals("/health")) {
            return isLoading()
                    ? error(503, "Loading model", "unavailable_error")
                    : TinyServer.Reply.of(200, "{\"status\":\"ok\"}");
        }
        if (!request.header("authorization").equals("Bearer " + key)) {
            return error(401, "Invalid API Key", "authentication_error");
        }
        return switch (request.path()) {
            case "/v1/models" ->
                TinyServer.Reply.of(
                        200, "{\"object\":\"list\",\"data\":[{\"id\":\"" + alias() + "\",\"owned_by\":\"llamacpp\"}]}");
            case "/props" -> TinyServer.Reply.of(200, "{\"build_info\":\"b4242-fake\"}");
            case "/v1/chat/completions" -> chat(JSON.readTree(request.body()));
            default -> error(404, "File Not Found", "not_found_error");
        };
    }

    private boolean isLoading() {
        return mode.equals("never") || (mode.equals("slow") && healthAsked.incrementAndGet() <= 3);
    }

    private String alias() {
        if (mode.equals("other")) {
            return "another.gguf";
        }
        // The server takes names between commas, and shows the first by the alphabet.
        String names = arguments.get(arguments.indexOf("--alias") + 1);
        return Stream.of(names.split(",", -1))
                .map(String::strip)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private TinyServer.Reply chat(JsonNode body) throws IOException {
        JsonNode messages = body.path("messages");
        String asked = messages.path(messages.size() - 1).path("content").asText();
        switch (asked) {
            case "crash" -> {
                System.err.println("ggml_abort: out of memory");
                System.err.flush();
                Runtime.getRuntime().halt(134);
            }
            case "hang" -> hang();
            case "malformed" -> {
                return error(500, "[json.exception.parse_error.101] parse error at line 1", "server_error");
            }
            case "long" -> {
                return error(
                        400,
                        "the request exceeds the available context size (5000 > 4096)",
                        "exceed_context_size_error");
            }
            default -> {}
        }
        String text = asked.equals("body")
                ? body.toString()
                : asked.equals("arguments")
                        ? String.join(" ", arguments)
                        : asked.equals("full") ? "{\"instruction\":\"" + "x".repeat(1_500) + "\"}" : said(body, asked);
        return TinyServer.Reply.of(
                200,
                "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"" + alias()
                        + "\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":" + JSON.writeValueAsString(text)
                        + "}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}");
    }

    /** Repeats what it was asked; a student says something sensible, in the form that it is asked for. */
    private String said(JsonNode body, String asked) {
        if (!mode.equals("student")) {
            return "ECHO " + asked;
        }
        Random random = new Random(body.path("seed").asLong() + body.toString().hashCode());
        String grammar = body.path("grammar").textValue();
        return grammar == null ? sentence(random) : new GrammarReplies(grammar, random, () -> sentence(random)).reply();
    }

    private static String sentence(Random random) {
        return VERBS.get(random.nextInt(VERBS.size())) + " the " + KINDS.get(random.nextInt(KINDS.size())) + " "
                + THINGS.get(random.nextInt(THINGS.size())) + " of a town with " + (2 + random.nextInt(90))
                + ",000 people.";
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TinyServer.Reply error(int status, String message, String type) {
        return TinyServer.Reply.of(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"type\":\"" + type + "\"}}");
    }
}
