package io.augment.testkit.server;

import io.augment.testkit.internal.server.ApiProblem;
import io.augment.testkit.internal.server.ChatBody;
import io.augment.testkit.internal.server.Embeddings;
import io.augment.testkit.internal.server.FineTuneApi;
import io.augment.testkit.internal.server.Hashes;
import io.augment.testkit.internal.server.RateGate;
import io.augment.testkit.internal.server.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Decides what a request is answered; sends nothing itself. Safe for use by many threads. */
final class Router {
    private static final String CHAT = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String MODELS = "/v1/models";
    private static final String OTHER = "other";
    private static final String SERVER_ERROR = "server_error";

    private final Settings settings;
    private final Counters counters;
    private final BooleanSupplier down;
    private final @Nullable RateGate gate;
    private final FineTuneApi fineTuning;

    Router(Settings settings, Counters counters, BooleanSupplier down) {
        this.settings = settings;
        this.counters = counters;
        this.down = down;
        FineTunePlan plan = settings.fineTuning();
        this.fineTuning = new FineTuneApi(plan.steps(), plan.failure(), plan.listedAfter());
        RateLimit limit = settings.rateLimit();
        gate = limit == null
                ? null
                : new RateGate(limit.requestsPerSecond(), limit.burst(), limit.tokensPerMinute(), System.nanoTime());
    }

    /** Returns the name under which a path is counted. */
    static String known(String path) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        return switch (plain) {
            case CHAT -> CHAT;
            case EMBEDDINGS -> EMBEDDINGS;
            case MODELS -> MODELS;
            default ->
                plain.startsWith(MODELS + "/") ? MODELS : Objects.requireNonNullElse(FineTuneApi.known(plain), OTHER);
        };
    }

    void answer(ReceivedRequest request, Answer answer) {
        if (settings.redirect() != null) {
            answer.text(307, Answer.JSON, "");
            answer.headers = "Location: " + settings.redirect() + "\r\n";
        } else if (down.getAsBoolean()) {
            answer.error(503, SERVER_ERROR, "The server is down for a test.", null);
        } else if (!authorized(request.wire())) {
            answer.error(401, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key");
        } else {
            String path = known(request.path());
            boolean post = request.method().equals("POST");
            if (post && (path.equals(CHAT) || path.equals(EMBEDDINGS))) {
                generate(request, answer, path);
            } else if (path.equals(FineTuneApi.FILES) || path.equals(FineTuneApi.JOBS)) {
                generate(request, answer, path);
            } else if (request.method().equals("GET") && path.equals(MODELS)) {
                models(request.path(), answer);
            } else {
                String message = "Invalid URL (" + request.method() + " " + request.path() + ")";
                answer.error(404, "invalid_request_error", message, "unknown_url");
            }
        }
    }

    private boolean authorized(WireRequest request) {
        return settings.apiKey() == null || ("Bearer " + settings.apiKey()).equals(request.authorization());
    }

    private void generate(ReceivedRequest request, Answer answer, String path) {
        try {
            Fault fault = settings.faults().faultFor(request, request.attempt());
            counters.fault(fault.kind());
            answer.fault = fault;
            if (!fault.processed()) {
                refuse(request, answer, fault);
            } else {
                switch (path) {
                    case CHAT -> chat(request, answer);
                    case EMBEDDINGS -> embed(request, answer);
                    default -> fineTune(request, answer);
                }
            }
        } catch (ApiProblem problem) {
            answer.fault = Fault.none();
            answer.problem(problem);
        } catch (RuntimeException e) {
            answer.fault = Fault.none();
            answer.error(500, SERVER_ERROR, String.valueOf(e.getMessage()), null);
        }
        if (answer.product) {
            answer.latencyNanos = latency(request.hash());
            malform(answer);
        }
    }

    private void refuse(ReceivedRequest request, Answer answer, Fault fault) {
        if (fault.kind() == FaultKind.RATE_LIMIT) {
            answer.error(429, "requests", "Rate limit reached for requests.", "rate_limit_exceeded");
        } else if (fault.html()) {
            answer.page(fault.status(), fault.status() + " " + Connection.reason(fault.status()));
        } else if (fault.kind() == FaultKind.SERVER_ERROR) {
            answer.error(fault.status(), SERVER_ERROR, "The server had an error while processing your request.", null);
        }
        Duration wait = fault.time();
        if (wait != null) {
            hint(request, answer, RetryAfter.of(fault.hint(), wait.toNanos()));
        }
    }

    private void hint(ReceivedRequest request, Answer answer, RetryAfter hint) {
        answer.headers = hint.header() + "\r\n";
        counters.notBefore(request, hint.notBefore());
    }

    private void chat(ReceivedRequest request, Answer answer) throws ApiProblem {
        byte[] raw = request.wire().body();
        ChatBody body = ChatBody.parse(raw);
        check(body.model());
        List<ChatWriter.Choice> choices = new ArrayList<>(body.choices());
        Reply.Raw whole = null;
        for (int i = 0; i < body.choices() && whole == null; i++) {
            Reply reply = settings.responder().reply(new ChatCall(body, raw, request.attempt(), i));
            whole = reply.raw();
            choices.add(ChatWriter.Choice.of(reply, body.maxTokens(), Hashes.of(request.hash(), i)));
        }
        ChatWriter writer = new ChatWriter(body, whole == null ? choices : List.of(), request.hash(), settings.usage());
        if (!admitted(request, answer, body.model(), writer.promptTokens(), writer.completionTokens())) {
            return;
        }
        if (whole != null) {
            answer.text(whole.status(), whole.contentType(), whole.body());
        } else if (body.stream()) {
            answer.contentType = Answer.EVENTS;
            writer.stream(answer.body);
        } else {
            writer.write(answer.body);
        }
        answer.product = true;
    }

    private void embed(ReceivedRequest request, Answer answer) throws ApiProblem {
        Embeddings.Query query = Embeddings.parse(request.wire().body());
        check(query.model());
        if (admitted(request, answer, query.model(), query.tokens(), 0)) {
            Embeddings.write(answer.body, query);
            answer.product = true;
        }
    }

    private void fineTune(ReceivedRequest request, Answer answer) throws ApiProblem {
        fineTuning.serve(request.wire(), answer.body);
        answer.product = true;
    }

    FineTunes fineTunes() {
        return new FineTunes(
                fineTuning.files().stream()
                        .map(file -> new FineTunes.Upload(file.id(), file.name(), file.content()))
                        .toList(),
                fineTuning.jobs().stream()
                        .map(job -> new FineTunes.Job(job.id(), job.status(), job.metadata(), job.request()))
                        .toList());
    }

    private void check(String model) throws ApiProblem {
        Set<String> models = settings.models();
        if (!models.isEmpty() && !models.contains(model) && !fineTuning.hasMade(model)) {
            String message = "The model `" + model + "` does not exist or you do not have access to it.";
            throw new ApiProblem(404, "invalid_request_error", message, null, "model_not_found");
        }
    }

    /** Bills the request, unless the rate limit is reached. */
    private boolean admitted(ReceivedRequest request, Answer answer, String model, int prompt, int completion) {
        RateLimit limit = settings.rateLimit();
        if (gate != null && limit != null) {
            long wait = gate.admit(prompt + completion, System.nanoTime());
            if (wait > 0) {
                counters.rateLimited();
                answer.fault = Fault.none();
                answer.error(429, "requests", "Rate limit reached for model `" + model + "`.", "rate_limit_exceeded");
                hint(request, answer, RetryAfter.of(limit.hint(), wait));
                return false;
            }
        }
        counters.charge(model, prompt, completion);
        return true;
    }

    private long latency(long hash) {
        long min = settings.minLatency().toNanos();
        long range = settings.maxLatency().toNanos() - min;
        return range == 0 ? min : min + (long) (range * Hashes.unit(Hashes.mix(hash)));
    }

    private static void malform(Answer answer) {
        if (answer.fault.kind() == FaultKind.MALFORMED_JSON) {
            answer.product = false;
            if (answer.fault.html()) {
                answer.page(200, "Welcome to the guest network");
            } else {
                byte[] half = answer.body.toBytes();
                answer.body.clear();
                answer.body.bytes(half, 0, half.length / 2);
            }
        }
    }

    private void models(String path, Answer answer) {
        String one = path.length() > MODELS.length() + 1 && path.charAt(MODELS.length()) == '/'
                ? path.substring(MODELS.length() + 1)
                : null;
        if (one != null) {
            if (settings.models().contains(one)) {
                model(answer, one);
            } else {
                String message = "The model `" + one + "` does not exist or you do not have access to it.";
                answer.error(404, "invalid_request_error", message, "model_not_found");
            }
            return;
        }
        answer.body.ascii("{\"object\":\"list\",\"data\":[");
        int written = 0;
        for (String id : settings.models()) {
            answer.body.ascii(written++ == 0 ? "" : ",");
            model(answer, id);
        }
        answer.body.ascii("]}");
    }

    private static void model(Answer answer, String id) {
        answer.body.ascii("{\"id\":").string(id);
        answer.body.ascii(",\"object\":\"model\",\"created\":1767225600,\"owned_by\":\"augment\"}");
    }
}
