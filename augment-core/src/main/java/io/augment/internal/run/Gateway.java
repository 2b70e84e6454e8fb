package io.augment.internal.run;

import io.augment.AugmentException;
import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import io.augment.chat.ModelNotFoundException;
import io.augment.chat.Price;
import io.augment.chat.RateLimitException;
import io.augment.chat.RetriableChatException;
import io.augment.chat.TokenCounter;
import io.augment.chat.Usage;
import io.augment.internal.json.ChatJson;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerEntry;
import io.augment.internal.ledger.LedgerKey;
import io.augment.internal.ledger.LedgerStop;
import io.augment.internal.ledger.LedgerTotals;
import io.augment.run.StopReason;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between strategies and models: replays what the ledger holds, and asks a model only within budget and rates, with
 * the reservation durable before a request leaves and the reply durable before anyone reads it.
 */
public final class Gateway {
    /** Tokens that a chat template may add around the messages of a request, beyond the bytes of its canonical body. */
    private static final int FRAME_TOKENS = 64;

    private static final int FRAME_TOKENS_PER_MESSAGE = 16;

    private final RunSettings settings;
    private final @Nullable Ledger ledger;
    private final List<Ledger> caches;
    private final RunControl control;
    private final RunClock clock;
    private final Mode mode;
    private final StageObserver observer;
    private final BudgetKeeper budget;
    private final Backoff backoff;
    private final Map<String, ModelGate> gates = new ConcurrentHashMap<>();
    private final Map<LedgerKey, CompletableFuture<CallResult>> underWay = new ConcurrentHashMap<>();
    private final Map<String, ChatModel> unnamed = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong replayed = new AtomicLong();

    /** Says what may be asked of models. */
    public enum Mode {
        /** Whatever the ledger does not hold. */
        ONLINE,
        /** Nothing. */
        REPLAY_ONLY,
        /** Whatever the ledger does not hold, and again what finally failed. */
        RETRY_FAILED
    }

    /**
     * Creates a gateway.
     *
     * @param ledger keeps and finds replies; null for none
     * @param caches ledgers of earlier runs, whose replies are taken over
     * @param observer watches the replies
     */
    Gateway(
            RunSettings settings,
            @Nullable Ledger ledger,
            List<Ledger> caches,
            RunControl control,
            RunClock clock,
            Mode mode,
            StageObserver observer) {
        this.settings = settings;
        this.observer = observer;
        this.ledger = ledger;
        this.caches = List.copyOf(caches);
        this.control = control;
        this.clock = clock;
        this.mode = mode;
        this.budget = new BudgetKeeper(settings.budget(), control, ledger == null ? Map.of() : ledger.totals());
        this.backoff = new Backoff(clock, control);
    }

    /** Returns the calls that are under way. */
    int inFlight() {
        return inFlight.get();
    }

    /** Returns the replies that came from the ledger. */
    long replayed() {
        return replayed.get();
    }

    /** Returns how often a record was to be asked for again from the start in a stage. */
    int timesAgain(String stage, String record) {
        return ledger == null ? 0 : ledger.timesAgain(stage, record);
    }

    /**
     * Gets a reply: from the ledger, from an identical request that is under way, or from the model.
     *
     * @param sample index of the sample, which tells identical requests apart
     * @param deadline time, by the run's clock, after which no further attempt is made
     * @throws RunStoppedException if the run was stopped before there was a reply
     * @throws ChatException if no complete reply could be had
     */
    CallResult chat(ChatModel model, ChatRequest request, String stage, long sample, long deadline) {
        ModelInfo info = named(model);
        byte[] body = ChatJson.canonical(request);
        LedgerKey key = LedgerKey.of(info, body, sample);
        CompletableFuture<CallResult> mine = new CompletableFuture<>();
        CompletableFuture<CallResult> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            return await(other);
        }
        try {
            CallResult result = answer(model, info, request, body, stage, key, deadline);
            mine.complete(result);
            observer.replied(stage, info, result.charge());
            return result;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key);
        }
    }

    private static CallResult await(CompletableFuture<CallResult> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException(StopReason.CANCELLED.label());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AugmentException("An identical request failed: " + e.getCause(), e.getCause());
        }
    }

    private ModelInfo named(ChatModel model) {
        ModelInfo info = model.info();
        if (!info.isNamed()) {
            ChatModel first = unnamed.putIfAbsent(info.identity(), model);
            if (first != null && first != model) {
                AugmentException error = new AugmentException("Two models without a name are used in one run, so their"
                        + " replies cannot be told apart. Name them: ChatModel.named(\"acme/teacher\", model).");
                control.fail(error);
                throw error;
            }
        }
        return info;
    }

    private CallResult answer(
            ChatModel model,
            ModelInfo info,
            ChatRequest request,
            byte[] body,
            String stage,
            LedgerKey key,
            long deadline) {
        LedgerEntry entry = ledger == null ? null : kept(() -> ledger.find(key));
        if (entry instanceof LedgerEntry.Reply reply) {
            replayed.incrementAndGet();
            return new CallResult(key, reply.response(), reply.charge());
        }
        CallResult adopted = kept(() -> adopt(key));
        if (adopted != null) {
            return adopted;
        }
        if (entry instanceof LedgerEntry.Failure failure && mode != Mode.RETRY_FAILED) {
            throw new ChatException(failure.reason(), failure.message(), failure.status(), null, null);
        }
        if (mode == Mode.REPLAY_ONLY) {
            throw new RunStoppedException(whyNotInLedger());
        }
        try {
            return ask(model, info, request, body, stage, key, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            control.check();
            throw new RunStoppedException(StopReason.CANCELLED.label());
        }
    }

    /** Takes over a reply that an earlier run has paid for. */
    private @Nullable CallResult adopt(LedgerKey key) {
        for (Ledger cache : caches) {
            if (cache.find(key) instanceof LedgerEntry.Reply reply) {
                replayed.incrementAndGet();
                if (ledger != null) {
                    ledger.adopt(key, reply.response(), reply.charge());
                }
                return new CallResult(key, reply.response(), reply.charge());
            }
        }
        return null;
    }

    private String whyNotInLedger() {
        LedgerStop stop = ledger == null ? null : ledger.lastStop();
        return stop == null ? "not-in-ledger" : stop.label();
    }

    private CallResult ask(
            ChatModel model,
            ModelInfo info,
            ChatRequest request,
            byte[] body,
            String stage,
            LedgerKey key,
            long deadline)
            throws InterruptedException {
        Price price = settings.prices().getOrDefault(info.identity(), info.price());
        Charge most = mostFor(info, request, body, price);
        ModelGate gate = gates.computeIfAbsent(
                info.identity(),
                any -> new ModelGate(info, settings.concurrency(), clock, control, settings.listener()));
        LedgerTotals.Place place = new LedgerTotals.Place(stage, info.identity());
        int failed = ledger == null || mode == Mode.RETRY_FAILED ? 0 : ledger.misses(key);
        int tries = failed;
        long patienceEnds = clock.nanoTime() + Backoff.PATIENCE.toNanos();
        while (true) {
            try {
                return attempt(model, request, gate, place, key, price, most);
            } catch (RetriableChatException problem) {
                boolean onlyWait = problem instanceof RateLimitException || gate.isDown();
                failed += onlyWait ? 0 : 1;
                Duration delay = Backoff.delay(++tries, problem);
                long next = clock.nanoTime() + delay.toNanos();
                boolean patient = next - patienceEnds < 0 || gate.isDown();
                if (failed >= Backoff.MAX_ATTEMPTS || !patient || next - deadline >= 0) {
                    throw finalFailure(key, problem);
                }
                settings.listener().onRetry(stage, info.identity(), problem.reason(), failed, delay);
                backoff.sleep(delay);
            } catch (AuthenticationException | ModelNotFoundException fatal) {
                throw fatal;
            } catch (ChatException problem) {
                throw finalFailure(key, problem);
            }
        }
    }

    private ChatException finalFailure(LedgerKey key, ChatException problem) {
        if (ledger != null && !control.isAborted()) {
            LedgerEntry.Failure failure =
                    new LedgerEntry.Failure(problem.reason(), String.valueOf(problem.getMessage()), problem.status());
            kept(() -> {
                ledger.fail(key, failure);
                return null;
            });
        }
        return problem;
    }

    private CallResult attempt(
            ChatModel model,
            ChatRequest request,
            ModelGate gate,
            LedgerTotals.Place place,
            LedgerKey key,
            @Nullable Price price,
            Charge most)
            throws InterruptedException {
        ModelGate.Pass pass = gate.enter(most.tokens());
        boolean reserved = false;
        Ledger.Attempt attempt = null;
        Charge charged = Charge.NONE;
        boolean reported = false;
        try {
            budget.reserve(place, most);
            reserved = true;
            attempt = hold(key, place, most);
            charged = most;
            long sent = clock.nanoTime();
            ChatResponse response = send(model, request);
            observer.took(place.stage(), model.info(), Duration.ofNanos(clock.nanoTime() - sent));
            Charge actual = chargeFor(response.usage(), price, most);
            charged = actual;
            keep(attempt, response, actual, () -> gate.succeeded(pass, most.tokens(), actual.tokens()));
            reported = true;
            settings.listener()
                    .onReply(
                            place.stage(),
                            place.model(),
                            charged.promptTokens(),
                            charged.completionTokens(),
                            charged.usd());
            return new CallResult(key, response, charged);
        } catch (ChatException problem) {
            if (problem instanceof AuthenticationException || problem instanceof ModelNotFoundException) {
                control.fail(problem); // before the gate lets another call through
            }
            charged = isUnbilled(problem) ? Charge.NONE : most;
            miss(attempt, problem, charged);
            reported = true;
            report(gate, pass, problem, charged);
            throw problem;
        } finally {
            if (reserved) {
                budget.settle(place, most, charged);
            }
            if (!reported) {
                gate.left(pass, false);
            }
        }
    }

    /** An error status is an answer without a reply, and what found no server was never sent; all else may be billed. */
    private static boolean isUnbilled(ChatException problem) {
        Integer status = problem.status();
        if (status != null && status >= 400) {
            return true;
        }
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private Ledger.@Nullable Attempt hold(LedgerKey key, LedgerTotals.Place place, Charge most) {
        return ledger == null
                ? null
                : kept(() -> ledger.hold(key, place.stage(), place.model(), most, budget.capsSpending()));
    }

    /** Keeps a reply; the next call may start as soon as it is durable, even before this one's thread has its turn again. */
    private void keep(Ledger.@Nullable Attempt attempt, ChatResponse response, Charge charged, Runnable whenDurable) {
        if (ledger == null || attempt == null) {
            whenDurable.run();
            return;
        }
        kept(() -> {
            ledger.reply(attempt, response, charged, whenDurable);
            return null;
        });
    }

    private void miss(Ledger.@Nullable Attempt attempt, ChatException problem, Charge charged) {
        if (ledger != null && attempt != null) {
            kept(() -> {
                ledger.miss(attempt, problem.reason(), charged);
                return null;
            });
        }
    }

    /** Ends the run when the ledger cannot be read or written: nothing may be asked that cannot be kept. */
    private <T extends @Nullable Object> T kept(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            AugmentException error = new AugmentException(String.valueOf(e.getMessage()), e);
            control.fail(error);
            throw error;
        }
    }

    private static void report(ModelGate gate, ModelGate.Pass pass, ChatException problem, Charge charged) {
        Integer status = problem.status();
        if (problem instanceof RateLimitException limited) {
            gate.pushedBack(pass, limited.retryAfter());
        } else if (problem instanceof RetriableChatException) {
            boolean overloaded = status != null && (status == 503 || status == 529);
            gate.failed(pass, String.valueOf(problem.getMessage()), charged.tokens(), overloaded);
        } else {
            gate.left(pass, status != null);
            if (problem instanceof BadRequestException) {
                gate.refused(String.valueOf(problem.getMessage()));
            }
        }
    }

    private ChatResponse send(ChatModel model, ChatRequest request) {
        Scope scope = new Scope(settings.callTimeout(), Thread.currentThread());
        control.onAbort(scope);
        inFlight.incrementAndGet();
        try {
            return model.chat(request, scope);
        } finally {
            inFlight.decrementAndGet();
            control.forget(scope);
            scope.end();
        }
    }

    /** Ends one call when the run is aborted: by what the model registered, and by an interrupt. */
    private static final class Scope implements CallScope, Runnable {
        private final Duration timeout;
        private final Thread thread;
        private @Nullable Runnable abort;
        private boolean cancelled;
        private boolean ended;

        Scope(Duration timeout, Thread thread) {
            this.timeout = timeout;
            this.thread = thread;
        }

        @Override
        public Duration timeout() {
            return timeout;
        }

        @Override
        public void onCancel(Runnable newAbort) {
            boolean now;
            synchronized (this) {
                abort = newAbort;
                now = cancelled;
            }
            if (now) {
                newAbort.run();
            }
        }

        @Override
        public void run() {
            Runnable registered;
            synchronized (this) {
                if (cancelled || ended) {
                    return;
                }
                cancelled = true;
                registered = abort;
                if (registered == null) {
                    thread.interrupt();
                }
            }
            if (registered != null) {
                registered.run();
            }
        }

        synchronized void end() {
            ended = true;
        }
    }

    /** No tokenizer in use makes more tokens than its text has bytes, so without a counter the bytes are the bound. */
    private static Charge mostFor(ModelInfo info, ChatRequest request, byte[] body, @Nullable Price price) {
        TokenCounter counter = info.tokenCounter();
        long prompt = counter != null
                ? counter.promptTokens(request)
                : (long) body.length
                        + FRAME_TOKENS
                        + (long) FRAME_TOKENS_PER_MESSAGE * request.messages().size();
        long completion = request.maxTokens();
        return new Charge(prompt, completion, price == null ? null : price.worstCase(prompt, completion));
    }

    private static Charge chargeFor(@Nullable Usage usage, @Nullable Price price, Charge most) {
        if (usage == null) {
            return most;
        }
        return new Charge(usage.promptTokens(), usage.completionTokens(), price == null ? null : price.cost(usage));
    }
}
