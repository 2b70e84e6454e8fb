package io.augment.internal.run;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Provenance;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.PromptRef;
import io.augment.internal.json.ChatJson;
import io.augment.internal.util.Hex;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Serves one record in one stage, and notes the calls that its strategy makes. */
final class RecordContext implements StageContext {
    /** Sample indices of different rounds lie this far apart, so that a later round asks for new samples. */
    private static final long SAMPLES_PER_ROUND = 1L << 32;

    /** Sample indices of a record that is asked for again from the start lie this far apart. */
    private static final long SAMPLES_PER_RETRY = 1L << 20;

    private final Gateway gateway;
    private final Exemplars exemplars;
    private final String stage;
    private final Example record;
    private final int wanted;
    private final int round;
    private final RandomGenerator random;
    private final Map<ChatRequest, Integer> asked = new HashMap<>();
    private final List<Provenance.Step> calls = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private final String strategy;
    private final long firstSample;
    private final long deadline;
    private @Nullable RunStoppedException stopped;

    /** Holds a result that the strategy dropped. */
    record Dropped(
            Example candidate, String reason, @Nullable String detail) {}

    RecordContext(
            Gateway gateway,
            Exemplars exemplars,
            long runSeed,
            String stage,
            String strategy,
            Example record,
            int wanted,
            int round,
            long deadline) {
        this.gateway = gateway;
        this.exemplars = exemplars;
        this.stage = stage;
        this.strategy = strategy;
        this.record = record;
        this.wanted = wanted;
        this.round = round;
        this.deadline = deadline;
        this.firstSample = round * SAMPLES_PER_ROUND + SAMPLES_PER_RETRY * gateway.timesAgain(stage, record.id());
        String seed = runSeed + "/" + stage + "/" + strategy + "/" + round + "/" + record.id();
        this.random = new SplittableRandom(Hex.sha256Bits(seed));
    }

    @Override
    public String stage() {
        return stage;
    }

    @Override
    public String recordId() {
        return record.id();
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int round() {
        return round;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public List<Example> exemplars(int count) {
        return exemplars.draw(record, count, random);
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest asRequested) {
        long sample = firstSample + asked.merge(asRequested, 1, Integer::sum) - 1;
        ChatRequest request = forSample(asRequested, sample);
        CallResult result;
        try {
            result = gateway.chat(model, request, stage, sample, deadline);
        } catch (RunStoppedException e) {
            stopped = e;
            throw e;
        }
        PromptRef prompt = request.prompt();
        calls.add(new Provenance.Step(
                stage,
                strategy,
                prompt == null ? null : prompt.id(),
                prompt == null ? null : prompt.hash(),
                model.info().identity(),
                ChatJson.parameters(request),
                result.key().hex(),
                result.charge().usd()));
        return result.response();
    }

    /** A further sample gets a seed of its own, so that a server that remembers or repeats itself gives another reply. */
    private static ChatRequest forSample(ChatRequest request, long sample) {
        if (sample == 0 || request.seed() != null) {
            return request;
        }
        long mixed = (sample ^ (sample >>> 32)) * 0x9E3779B97F4A7C15L;
        return request.toBuilder().seed(mixed >>> 33).build();
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {
        dropped.add(new Dropped(candidate, reason, detail));
    }

    /** Returns the stop that a strategy ran into, also where it caught the exception; or null. */
    @Nullable
    RunStoppedException stopped() {
        return stopped;
    }

    /** Leaves the stage when a strategy caught the stop and went on: what it made of that is no result. */
    void rethrowStop() {
        RunStoppedException stop = stopped;
        if (stop != null) {
            throw stop;
        }
    }

    /** Returns the name of the strategy. */
    String strategy() {
        return strategy;
    }

    /** Returns the results that were dropped. */
    List<Dropped> dropped() {
        return dropped;
    }

    /** Returns whether a model was called. */
    boolean calledModel() {
        return !calls.isEmpty();
    }

    /** Returns the steps of this stage for records that are other instructions now: the first step says what they were. */
    List<Provenance.Step> steps(int records, Instruction before) {
        List<Provenance.Step> steps = new ArrayList<>(steps(records));
        steps.set(0, steps.get(0).withBefore(Provenance.Before.of(before)));
        return steps;
    }

    /** Returns the steps of this stage, each call's price divided among the records that came of it. */
    List<Provenance.Step> steps(int records) {
        if (calls.isEmpty()) {
            return List.of(Provenance.Step.byRule(stage, strategy));
        }
        if (records <= 1) {
            return List.copyOf(calls);
        }
        List<Provenance.Step> shared = new ArrayList<>();
        for (Provenance.Step call : calls) {
            BigDecimal cost = call.costUsd();
            shared.add(new Provenance.Step(
                    call.stage(),
                    call.by(),
                    call.promptId(),
                    call.promptHash(),
                    call.model(),
                    call.parameters(),
                    call.ledgerKey(),
                    cost == null ? null : cost.divide(BigDecimal.valueOf(records), 12, RoundingMode.HALF_UP)));
        }
        return shared;
    }
}
